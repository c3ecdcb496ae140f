package dev.gatehouse.gateway.history;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.ConfigResult;
import dev.gatehouse.gateway.config.ProblemPrinter;
import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.identity.TrustDomain;
import dev.gatehouse.policy.path.CanonicalPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Suggested rules inside a small configuration, as the loader reads them. */
final class LoadedSuggestion {
    private static final String ROOTS = DevelopmentCa.create(
                    TrustDomain.from("acme.example").orElseThrow(), Clock.systemUTC())
            .rootPem();
    private static final String REST = """
            version: 1
            gateway:
              listeners: [{ name: public, port: 8080 }]
            trust:
              levels: [public, internal]
              domains:
                acme.example: { roots: roots.pem }
            identities:
              anonymous: { level: public }
              web: { spiffe: "spiffe://acme.example/web", level: internal }
              checkout: { spiffe: "spiffe://acme.example/checkout", level: internal }
              "no": { spiffe: "spiffe://acme.example/no", level: internal }
              ledger: { spiffe: "spiffe://acme.example/ledger", level: internal, accepts: public }
            """;

    private final CompiledPolicy policy;

    private LoadedSuggestion(CompiledPolicy policy) {
        this.policy = policy;
    }

    static LoadedSuggestion of(SuggestedRules rules, Path folder) throws IOException {
        Files.writeString(folder.resolve("roots.pem"), ROOTS);
        Path file = Files.writeString(folder.resolve("suggested.yaml"), REST + rules.toYaml());
        ConfigResult result = new ConfigLoader().load(file);
        return new LoadedSuggestion(result.generation()
                .orElseThrow(() -> new AssertionError(ProblemPrinter.print(result.problems()) + rules.toYaml()))
                .policy());
    }

    boolean allows(String caller, String method, String path) {
        return policy.engine()
                .decide(AccessRequest.of(
                        policy.identities().named(caller).orElseThrow(),
                        "ledger",
                        method,
                        CanonicalPath.from(path).path().orElseThrow(),
                        Calls.NOON))
                .isAllowed();
    }
}
