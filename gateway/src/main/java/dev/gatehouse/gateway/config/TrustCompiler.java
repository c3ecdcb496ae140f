package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.identity.IssuerResult;
import dev.gatehouse.ingress.identity.TokenIssuer;
import dev.gatehouse.ingress.identity.TokenVerifier;
import dev.gatehouse.ingress.tls.TlsResult;
import dev.gatehouse.ingress.tls.TrustBundle;
import dev.gatehouse.ingress.tls.TrustBundles;
import dev.gatehouse.policy.identity.TrustDomain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads the roots of the trust domains and the keys of the token issuers. */
final class TrustCompiler {
    private static final long LARGEST_JWKS = 1 << 20;

    private final Clock clock;

    TrustCompiler(Clock clock) {
        this.clock = clock;
    }

    TrustBundles bundles(Map<String, Written.DomainFiles> domains) {
        List<TrustBundle> bundles = new ArrayList<>();
        domains.forEach((name, files) -> bundle(name, files).ifPresent(bundles::add));
        return new TrustBundles(bundles);
    }

    private static Optional<TrustBundle> bundle(String name, Written.DomainFiles files) {
        Optional<Path> roots = files.roots().path("roots");
        Optional<Path> crl = files.crl().flatMap(value -> value.path("crl"));
        // The name itself is judged with the rest of the policy.
        Optional<TrustDomain> domain = TrustDomain.from(name);
        if (roots.isEmpty()
                || domain.isEmpty()
                || crl.isPresent() != files.crl().isPresent()) {
            return Optional.empty();
        }
        TlsResult<TrustBundle> loaded = TrustBundle.load(domain.get(), roots.get(), crl);
        if (loaded.value().isEmpty()) {
            files.roots().error("domain `" + name + "`: " + loaded.reason(), "");
        }
        return loaded.value();
    }

    TokenVerifier tokens(Map<String, IssuerSource> issuers) {
        List<TokenIssuer> believed = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        issuers.forEach((name, source) -> {
            String first = names.putIfAbsent(source.issuer(), name);
            if (first == null) {
                issuer(name, source).ifPresent(believed::add);
            } else {
                source.where().error("issuer `" + name + "`: `" + source.issuer() + "` is already `" + first + "`", "");
            }
        });
        return new TokenVerifier(believed, clock);
    }

    private static Optional<TokenIssuer> issuer(String name, IssuerSource source) {
        Optional<String> keys = source.jwks().path("jwks").flatMap(path -> read(path, source.jwks()));
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        IssuerResult result = TokenIssuer.from(name, source.issuer(), keys.get(), source.audiences());
        if (result instanceof TokenIssuer issuer) {
            return Optional.of(issuer);
        }
        source.jwks().error("issuer `" + name + "`: " + result.reason(), "");
        return Optional.empty();
    }

    private static Optional<String> read(Path path, Value where) {
        try {
            if (Files.size(path) <= LARGEST_JWKS) {
                return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
            }
            where.error("`jwks` is larger than 1 MiB: `" + path + "`", "");
        } catch (IOException e) {
            where.error("`jwks` cannot be read: `" + path + "`", "");
        }
        return Optional.empty();
    }
}
