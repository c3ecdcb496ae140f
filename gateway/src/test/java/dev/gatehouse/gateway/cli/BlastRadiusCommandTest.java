package dev.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.policy.identity.TrustDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BlastRadiusCommandTest {
    private static final DevelopmentCa ACME =
            DevelopmentCa.create(TrustDomain.from("acme.example").orElseThrow(), Clock.systemUTC());
    private static final String SHOP = """
            version: 1
            gateway: { listeners: [{ name: public, port: 8080 }] }
            trust:
              levels: [public, internal, restricted]
              compartments: [payments]
              domains: { acme.example: { roots: roots.pem } }
            identities:
              web: { spiffe: "spiffe://acme.example/sa/web", level: internal, accepts: public }
              checkout: { spiffe: "spiffe://acme.example/sa/checkout", level: internal, compartments: [payments] }
              ledger: { spiffe: "spiffe://acme.example/sa/ledger", level: restricted, compartments: [payments] }
              mail: { spiffe: "spiffe://acme.example/sa/mail", level: internal }
              vault: { spiffe: "spiffe://acme.example/sa/vault", level: restricted }
            rulesets:
              - protects: web
                allow: [{ name: browse, from: [any], requests: ["GET /shop/**"] }]
              - protects: checkout
                allow: [{ name: place-order, from: [web], requests: ["POST /orders"], when: { header.x-tenant: present } }]
              - protects: ledger
                allow: [{ name: post-entries, from: [checkout], requests: ["POST /entries"] }]
              - protects: mail
                mode: audit
              - protects: vault
                allow: []
            gates:
              - { from: web, to: checkout, requests: ["POST /orders"], owner: shop-team, reason: 'SHOP "102"', expires: 9999-01-01 }
              - { from: checkout, to: ledger, requests: ["POST /entries"], owner: pay-team, reason: PAY-311, expires: 9999-01-01 }
            """;

    @TempDir
    private Path folder;

    @Test
    void peopleReadEachServiceWithTheRulesAndGatesOnTheWay() throws IOException {
        Shell shell = blast("web", "text");

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out().replaceAll(" \\([^ ]*shop.yaml:[0-9:]+\\)", " (shop.yaml)"))
                .isEqualTo("""
                web (internal) reaches 3 services: 2 directly, 1 through others; 1 service out of reach

                checkout (internal, payments), directly
                  rule `place-order` (shop.yaml), through the gate of `shop-team` (SHOP "102")
                    POST /orders
                    if header `x-tenant` is present
                    the gate is for POST /orders, until 9999-01-01T00:00:00Z

                mail (internal), directly
                  audit mode: everybody is let through

                ledger (restricted, payments), 2 hops: web -> checkout -> ledger
                  web -> checkout      rule `place-order` (shop.yaml), through the gate of `shop-team` (SHOP "102")
                  checkout -> ledger   rule `post-entries` (shop.yaml), through the gate of `pay-team` (PAY-311)

                out of reach: vault
                """);
    }

    @Test
    void anIdentityWhoseOwnRulesetOnlyRecordsIsToldSo() throws IOException {
        assertThat(blast("mail", "text").out()).contains("its own ruleset is in audit mode: everybody can call it");
    }

    @Test
    void aSpiffeIdNamesItsIdentity() throws IOException {
        assertThat(blast("spiffe://acme.example/sa/web", "text").out()).startsWith("web (internal) reaches 3 services");
    }

    @Test
    void programsGetJson() throws IOException {
        JsonNode json =
                JsonMapper.builder().build().readTree(blast("web", "json").out());

        assertThat(json.at("/identity/name").asString()).isEqualTo("web");
        assertThat(json.at("/direct").asInt()).isEqualTo(2);
        assertThat(json.at("/indirect").asInt()).isEqualTo(1);
        assertThat(json.at("/reached/0/ways/0/rule/when/0").asString()).isEqualTo("header `x-tenant` is present");
        assertThat(json.at("/reached/0/ways/0/gate/owner").asString()).isEqualTo("shop-team");
        assertThat(json.at("/reached/1/ways/0/audit").asBoolean()).isTrue();
        assertThat(json.at("/reached/2/name").asString()).isEqualTo("ledger");
        assertThat(json.at("/reached/2/chain/1/from").asString()).isEqualTo("checkout");
        assertThat(json.at("/out_of_reach/0").asString()).isEqualTo("vault");
    }

    @Test
    void graphvizGetsAPictureWithEveryNameInQuotes() throws IOException {
        String dot = blast("web", "dot").out();
        String withoutTexts =
                Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"").matcher(dot).replaceAll("Q");

        assertThat(withoutTexts).isEqualTo("""
                digraph Q {
                  rankdir=LR;
                  node [shape=box];
                  Q [style=bold];
                  Q [label=Q];
                  Q [label=Q];
                  Q [label=Q];
                  Q -> Q [label=Q, style=dashed];
                  Q -> Q [label=Q, style=dotted];
                  Q -> Q [label=Q, style=dashed];
                }
                """);
        assertThat(dot)
                .contains("\"web\" -> \"checkout\" [label=\"place-order\\ngate of shop-team, SHOP \\\"102\\\"\"")
                .contains("\"checkout\" -> \"ledger\"");
    }

    @Test
    void anUnknownIdentityComesWithASuggestion() throws IOException {
        Shell name = blast("chekcout", "text");
        Shell id = blast("spiffe://acme.example/sa/nobody", "text");

        assertThat(name.exitCode()).isEqualTo(2);
        assertThat(name.err()).contains("unknown identity `chekcout`", "did you mean `checkout`?");
        assertThat(id.exitCode()).isEqualTo(2);
        assertThat(id.err()).contains("no identity has `spiffe://acme.example/sa/nobody`");
    }

    @Test
    void aConfigurationWithErrorsIsPrintedAsCheckDoes() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), SHOP.replace("from: [web]", "from: [wbe]"));

        Shell shell = Shell.run("blast-radius", "web", file.toString());

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err()).contains("unknown identity `wbe`", "nothing can be said about it");
        assertThat(shell.out()).isEmpty();
    }

    private Shell blast(String identity, String format) throws IOException {
        Files.writeString(folder.resolve("roots.pem"), ACME.rootPem());
        Path file = Files.writeString(folder.resolve("shop.yaml"), SHOP);
        return Shell.run("blast-radius", identity, file.toString(), "--format", format);
    }
}
