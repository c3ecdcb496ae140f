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
        Optional<Path> roots = path(files.roots(), "roots");
        Optional<Path> crl = files.crl().flatMap(value -> path(value, "crl"));
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

    private static Optional<Path> path(Value value, String what) {
        return value.text(what).map(value.file()::resolve);
    }

    TokenVerifier tokens(Map<String, IssuerSource> issuers) {
        List<TokenIssuer> believed = new ArrayList<>();
        issuers.forEach((name, source) -> issuer(name, source).ifPresent(believed::add));
        return new TokenVerifier(believed, clock);
    }

    private static Optional<TokenIssuer> issuer(String name, IssuerSource source) {
        Optional<String> keys = source.jwks().text("jwks").flatMap(text -> read(text, source.jwks()));
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

    private static Optional<String> read(String text, Value where) {
        try {
            Path path = where.file().resolve(text);
            if (Files.size(path) <= LARGEST_JWKS) {
                return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
            }
            where.error("`" + text + "` is larger than 1 MiB", "");
        } catch (IOException e) {
            where.error("`" + text + "` cannot be read", "");
        }
        return Optional.empty();
    }
}
