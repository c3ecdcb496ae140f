package dev.gatehouse.gateway.cli;

import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.policy.identity.TrustDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** A folder with a configuration of a small shop, whose ruleset has the tests that are given. */
final class TestedFolder {
    private static final DevelopmentCa ACME =
            DevelopmentCa.create(TrustDomain.from("acme.example").orElseThrow(), Clock.systemUTC());

    private TestedFolder() {}

    static Path file(Path folder, String... tests) throws IOException {
        Files.writeString(folder.resolve("roots.pem"), ACME.rootPem());
        StringBuilder text = new StringBuilder("""
                version: 1
                gateway:
                  listeners: [{ name: public, port: 8080 }]
                trust:
                  levels: [public, internal]
                  domains: { acme.example: { roots: roots.pem } }
                identities:
                  web: { spiffe: "spiffe://acme.example/sa/web", level: internal, accepts: public }
                rulesets:
                  - protects: web
                    allow:
                      - { name: browse, from: [any], requests: ["GET /shop/**"] }
                      - { name: order, from: [web], requests: ["POST /shop/orders"] }
                """);
        if (tests.length > 0) {
            text.append("    tests:\n");
        }
        for (String test : tests) {
            text.append("      - ").append(test).append('\n');
        }
        return Files.writeString(folder.resolve("shop.yaml"), text);
    }
}
