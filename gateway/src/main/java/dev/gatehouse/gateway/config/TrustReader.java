package dev.gatehouse.gateway.config;

import dev.gatehouse.policy.ruleset.DomainSource;
import java.util.List;
import java.util.Optional;

/** Reads {@code trust}: levels, compartments, trust domains and token issuers. */
final class TrustReader {
    static final List<String> KEYS = List.of("levels", "compartments", "domains", "issuers");
    private static final List<String> DOMAIN_KEYS = List.of("roots", "crl", "max-level");
    private static final List<String> ISSUER_KEYS = List.of("issuer", "jwks", "audiences");

    private final Written written;

    TrustReader(Written written) {
        this.written = written;
    }

    void read(Section trust) {
        trust.need("levels").ifPresent(value -> written.levels.addAll(value.someTexts("levels")));
        trust.get("compartments").ifPresent(value -> written.compartments.addAll(value.texts("compartments")));
        trust.get("domains")
                .flatMap(value -> value.mapping("domains"))
                .ifPresent(domains -> domains.entries().forEach(this::domain));
        trust.get("issuers")
                .flatMap(value -> value.mapping("issuers"))
                .ifPresent(issuers -> issuers.entries().forEach(this::issuer));
    }

    private void domain(String name, Value value) {
        Optional<Section> section = value.section("domain `" + name + "`", DOMAIN_KEYS);
        // Kept in any case, so that an identity that names it is not told that it is unknown.
        written.domains.put(
                name,
                new DomainSource(
                        section.flatMap(domain -> domain.text("max-level")).orElse(null)));
        if (section.isEmpty()) {
            return;
        }
        section.get()
                .need("roots")
                .ifPresent(roots -> written.domainFiles.put(
                        name, new Written.DomainFiles(roots, section.get().get("crl"))));
    }

    private void issuer(String name, Value value) {
        written.issuerNames.add(name);
        Optional<Section> section = value.section("issuer `" + name + "`", ISSUER_KEYS);
        if (section.isEmpty()) {
            return;
        }
        Optional<String> issuer = section.get().needText("issuer");
        Optional<Value> jwks = section.get().need("jwks");
        List<String> audiences = section.get()
                .need("audiences")
                .map(list -> list.someTexts("audiences"))
                .orElse(List.of());
        if (issuer.isPresent() && jwks.isPresent() && !audiences.isEmpty()) {
            written.issuers.put(name, new IssuerSource(issuer.get(), jwks.get(), audiences, value));
        }
    }
}
