package dev.gatehouse.policy;

import static dev.gatehouse.policy.ShopPolicy.protect;
import static dev.gatehouse.policy.ShopPolicy.rule;
import static dev.gatehouse.policy.TestedCall.tested;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestReaderTest {
    private static final ShopPolicy SHOP = ShopPolicy.withoutRules();
    private static final TestedCall CALL = TestedCall.of("web", "GET /books", "allow");

    @Test
    void aTestWithEveryKeyIsTheCallThatItSays() {
        RulesetTest test = read(TestedCall.of("staff", "POST /books", "allow reads")
                .onBehalfOf("partner")
                .header("X-Tenant", "a", "b")
                .claim("sub", "one")
                .client("10.0.0.7", 10, 0, 0, 7)
                .at("2026-12-24")
                .because("`reads`"));

        AccessRequest call = test.call(test.moment().orElseThrow());
        assertThat(call.caller().name()).isEqualTo("staff");
        assertThat(call.label().level().name()).isEqualTo("partner");
        assertThat(call.service()).isEqualTo("web");
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).hasToString("/books");
        assertThat(call.attributes().header("x-tenant")).containsExactly("a", "b");
        assertThat(call.attributes().claim("sub")).containsExactly("one");
        assertThat(call.attributes().clientAddress()).containsExactly(10, 0, 0, 7);
        assertThat(call.at()).isEqualTo(Instant.parse("2026-12-24T00:00:00Z"));
        assertThat(test.expect()).isEqualTo(new Expectation(true, "reads"));
        assertThat(test.source()).isEqualTo("rulesets[0].tests[0]");
        assertThat(test.position()).isEqualTo("trust.yaml:9:9");
        assertThat(test.name())
                .isEqualTo("web: POST /books from staff on behalf of partner,"
                        + " header x-tenant: a and b, claim sub: one, client 10.0.0.7, at 2026-12-24");
    }

    @Test
    void theLeastTestSaysNothingMoreThanItMust() {
        RulesetTest test = read(CALL);

        AccessRequest call = test.call(ShopPolicy.NOW);
        assertThat(test.name()).isEqualTo("web: GET /books from web");
        assertThat(test.moment()).isEmpty();
        assertThat(test.because()).isEmpty();
        assertThat(test.expect()).isEqualTo(new Expectation(true, ""));
        assertThat(call.label()).isEqualTo(call.caller().label());
        assertThat(call.attributes().header("x-tenant")).isEmpty();
        assertThat(call.attributes().clientAddress()).isEmpty();
    }

    @Test
    void aCallerWithATokenBringsTheClaimsThatProveWhoTheyAre() {
        RulesetTest test = read(TestedCall.of("staff", "GET /books", "allow").claim("groups", "night"));

        assertThat(test.call(ShopPolicy.NOW).attributes().claim("groups")).containsExactly("night", "staff");
    }

    @Test
    void aCallThatTheGatewayCouldNotSeeIsRefused() {
        assertThat(said(TestedCall.of("wbe", "GET /books", "allow"))).contains("unknown identity `wbe`");
        assertThat(said(TestedCall.of("any", "GET /books", "allow"))).contains("one identity, not from `any`");
        assertThat(said(CALL.onBehalfOf("stuff"))).contains("unknown identity `stuff`");
        assertThat(said(TestedCall.of("web", "GET", "allow"))).contains("`GET` is no call");
        assertThat(said(TestedCall.of("web", "* /books", "allow"))).contains("bad method `*`");
        assertThat(said(TestedCall.of("web", "GET /a//b", "allow"))).contains("`GET /a//b`: ");
        assertThat(said(TestedCall.of("web", "GET /a?b=c", "allow"))).contains("`GET /a?b=c`: ");
        assertThat(said(CALL.header("x tenant", "a"))).contains("cannot be the name of a header");
        assertThat(said(CALL.header("x-tenant", "a").header("X-Tenant", "b"))).contains("given twice");
        assertThat(said(CALL.at("soon"))).contains("`soon` is no moment");
    }

    @Test
    void anExpectationThatNothingCouldMeetIsRefused() {
        assertThat(said(TestedCall.of("web", "GET /books", "pass"))).contains("cannot expect `pass`");
        assertThat(said(TestedCall.of("web", "GET /books", "allow raeds"))).contains("unknown rule `raeds`");
        assertThat(said(TestedCall.of("web", "GET /books", "deny reads"))).contains("never says `deny`");
    }

    @Test
    void anUnknownRuleComesWithWhatWasProbablyMeant() {
        assertThat(problem(TestedCall.of("web", "GET /books", "allow raeds")).help())
                .isEqualTo("did you mean `reads`? defined allow rules: `reads`");
        assertThat(problem(TestedCall.of("web", "GET /books", "deny raeds")).help())
                .isEqualTo("no deny rules are defined");
    }

    private static RulesetTest read(TestedCall call) {
        return shop(call).compiled().tests().get(0);
    }

    private static String said(TestedCall call) {
        return problem(call).message();
    }

    private static PolicyProblem problem(TestedCall call) {
        List<PolicyProblem> problems = shop(call).compile().problems();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.path()).startsWith("rulesets[0].tests[0].");
            assertThat(problem.message()).startsWith("test of `web`: ");
        });
        return problems.get(0);
    }

    private static ShopPolicy shop(TestedCall call) {
        return SHOP.with(tested(protect("web", List.of(rule("reads", "any", "GET /**"))), call));
    }
}
