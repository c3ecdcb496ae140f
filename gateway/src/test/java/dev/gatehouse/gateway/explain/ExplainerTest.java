package dev.gatehouse.gateway.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.config.Rules;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.PolicyEngine;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainerTest {

    @Test
    void anIdentityThatNobodyHasIsAnsweredWithTheNearestName() {
        WhoResult who = WhoResult.of(Asked.SHOP.policy(), "chekout", List.of());

        assertThat(who)
                .isInstanceOfSatisfying(
                        WhoResult.Unknown.class,
                        unknown -> assertThat(unknown.help()).startsWith("did you mean `checkout`?"));
    }

    @Test
    void aConfiguredSpiffeIdIsItsIdentity() {
        Explanation explained = Asked.call("spiffe://acme.example/ns/pay/sa/ledger", "GET", "/ledger/entries")
                .explained();

        assertThat(explained.who().identity().name()).isEqualTo("ledger");
        assertThat(explained.status()).isZero();
    }

    @Test
    void whoIsKnownByATokenBearsItsClaims() {
        Explanation explained = Asked.call("staff", "POST", "/shop/items").explained();

        assertThat(explained.judgement().orElseThrow().decision().rule()).isEqualTo("all-of-staff");
    }

    @Test
    void thatTheEnginesDisagreeIsSaidLoudly() {
        Explanation explained = Asked.call("partner", "GET", "/ledger/entries").explained(withALyingEngine());

        assertThat(explained.isHeld()).isFalse();
        assertThat(ExplanationText.of(explained))
                .contains(
                        "ENGINES", "DISAGREE", "rule by rule: denied by lattice: `partner` may not call `restricted`");
    }

    @Test
    void aWayOutIsToldOnlyIfTheEngineTakesIt() {
        // `place-order` fits but for the address; the gate that web needs is not there, so no request gets through.
        Explanation explained = Asked.call("web", "POST", "/checkout/orders").explained();

        assertThat(explained.turns())
                .extracting(Turn::change)
                .containsExactly(
                        "set `mode: enforce`",
                        "open a gate from `web` to `checkout` for `POST /checkout/orders`, and add an allow rule for"
                                + " `web` to `POST /checkout/orders`");
    }

    @Test
    void severalCallersThatWouldDoAreOneLine() {
        Rules rules = Asked.read("many.yaml", many(40));

        assertThat(Asked.call("anonymous", "GET", "/a").explained(rules).turns())
                .extracting(Turn::change)
                .first()
                .isEqualTo("call as one of `c0`, `c1`, `c10`, `c11`, `c12` or 35 others");
    }

    @Test
    void tenThousandRulesAreAFewLines() {
        Rules rules = Asked.read("large.yaml", large(10_000));

        String text = ExplanationText.of(Asked.call("c", "GET", "/x").explained(rules));

        assertThat(text.lines().count()).isLessThan(40);
        assertThat(text).contains("and 9997 more", "and 9997 deny rules that are farther off");
    }

    @Test
    void programsReadTheSame() {
        JsonNode tree = JsonMapper.shared()
                .readTree(ExplanationJson.of(
                        Asked.call("checkout", "POST", "/ledger/entries").explained()));

        assertThat(tree.path("status").asInt()).isEqualTo(403);
        JsonNode judgement = tree.path("judgement");
        assertThat(judgement.path("decision").asString()).isEqualTo("not-allowed");
        assertThat(judgement.path("engines_agree").asBoolean()).isTrue();
        assertThat(judgement
                        .path("steps")
                        .get(3)
                        .path("considered")
                        .get(0)
                        .path("failures")
                        .get(0)
                        .asString())
                .isEqualTo("header `x-tenant` is absent");
        assertThat(tree.path("turns").get(0).path("tried").asBoolean()).isTrue();
    }

    private static Rules withALyingEngine() {
        CompiledPolicy honest = Asked.SHOP.policy();
        PolicyEngine liar = Asked.read(
                        "open.yaml",
                        Asked.resource("shop.yaml")
                                .replace(
                                        "gates:\n",
                                        "gates:\n  - { from: partner, to: ledger,"
                                                + " requests: [\"GET /**\"], owner: o, reason: r, expires: 2027-01-01 }\n"))
                .policy()
                .engine();
        return new Rules(
                Asked.SHOP.routes(),
                new CompiledPolicy(
                        honest.source(),
                        honest.levels(),
                        honest.identities(),
                        honest.rulesets(),
                        liar,
                        honest.tests(),
                        honest.problems(),
                        honest.never()));
    }

    private static String many(int callers) {
        List<String> names = IntStream.range(0, callers).mapToObj(i -> "c" + i).toList();
        String identities = names.stream()
                .map(name -> "  " + name + ": { spiffe: \"spiffe://a.example/" + name + "\", level: high }\n")
                .collect(Collectors.joining());
        return service(identities, "{ name: r, from: [" + String.join(", ", names) + "], requests: [\"GET /a\"] }", "");
    }

    private static String large(int rules) {
        String identities = "  c: { spiffe: \"spiffe://a.example/c\", level: high }\n";
        String allow = IntStream.range(0, rules)
                .mapToObj(i -> "{ name: r" + i + ", from: [c], requests: [\"GET /a/" + i + "\"] }")
                .collect(Collectors.joining("\n      - "));
        String deny = IntStream.range(0, rules)
                .mapToObj(i -> "      - { name: d" + i + ", from: [c], requests: [\"GET /b/" + i + "\"] }\n")
                .collect(Collectors.joining());
        return service(identities, allow, "    deny:\n" + deny);
    }

    private static String service(String identities, String allow, String deny) {
        return "version: 1\ntrust: { levels: [low, high], domains: { a.example: { roots: r.pem } } }\n"
                + "identities:\n  anonymous: { level: low }\n"
                + "  s: { spiffe: \"spiffe://a.example/s\", level: high, accepts: low }\n" + identities
                + "rulesets:\n  - protects: s\n    allow:\n      - " + allow + "\n" + deny
                + "routes:\n  - { id: s, uri: \"https://s:8443\", predicates: [Path=/**], metadata: { identity: s } }\n";
    }
}
