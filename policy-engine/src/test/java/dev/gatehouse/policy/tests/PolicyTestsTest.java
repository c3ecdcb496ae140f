package dev.gatehouse.policy.tests;

import static dev.gatehouse.policy.ShopPolicy.NOW;
import static dev.gatehouse.policy.ShopPolicy.during;
import static dev.gatehouse.policy.ShopPolicy.protect;
import static dev.gatehouse.policy.ShopPolicy.rule;
import static dev.gatehouse.policy.ShopPolicy.when;
import static dev.gatehouse.policy.TestedCall.tested;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.PolicyProblem;
import dev.gatehouse.policy.ShopPolicy;
import dev.gatehouse.policy.TestedCall;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyTestsTest {
    private static final RuleSource READS = rule("reads", "any", "GET /**");
    private static final RuleSource TENANTS =
            when(rule("tenants", "checkout", "POST /carts"), "header.x-tenant", Condition.present());
    private static final RulesetSource WEB = protect("web", List.of(READS, TENANTS));

    @Test
    void aTestPassesWhenTheEngineDecidesAsExpected() {
        TestReport report = run(tested(
                WEB,
                TestedCall.of("partner", "GET /books", "allow"),
                TestedCall.of("partner", "GET /books", "allow reads"),
                TestedCall.of("checkout", "POST /carts", "allow tenants").header("X-Tenant", "a"),
                TestedCall.of("checkout", "POST /carts", "deny").because("header x-tenant is absent")));

        assertThat(report.failed()).isEmpty();
        assertThat(report.problems()).isEmpty();
        assertThat(report.outcomes()).hasSize(4).allMatch(TestOutcome::isPassed);
    }

    @Test
    void aWrongAnswerSaysWhatWasDecidedAndWhy() {
        TestOutcome denied = only(WEB, TestedCall.of("checkout", "POST /carts", "allow"));

        assertThat(denied.isPassed()).isFalse();
        assertThat(denied.decided()).isEqualTo("deny");
        assertThat(denied.failure())
                .isEqualTo("expected `allow`, but it is `deny`: `tenants` allows checkout to POST /carts,"
                        + " but header `x-tenant` is absent");
        assertThat(denied.nearest().orElseThrow().rule()).isEqualTo("tenants");
    }

    @Test
    void nothingWasExpectedOfACallThatCannotBeJudged() {
        List<RuleSource> crossing = IntStream.range(0, 30)
                .mapToObj(n -> rule("crossing-" + n, "any", "GET /**/x" + n + "/**/q" + n))
                .toList();
        String endless = IntStream.range(0, 2_000).mapToObj(n -> "/x" + n % 30).collect(Collectors.joining());

        TestOutcome outcome = only(protect("web", crossing), TestedCall.of("checkout", "GET " + endless, "deny"));

        assertThat(outcome.isPassed()).isFalse();
        assertThat(outcome.failure()).startsWith("expected `deny`, but it is `error`: judging failed");
    }

    @Test
    void aWrongRuleIsAFailureThoughTheAnswerIsRight() {
        TestOutcome outcome = only(WEB, TestedCall.of("checkout", "GET /carts", "allow tenants"));

        assertThat(outcome.failure())
                .isEqualTo("expected `allow tenants`, but it is `allow reads`: rule `reads` allows it");
        assertThat(outcome.help()).isEqualTo("change `reads`, or expect `allow reads`");
    }

    @Test
    void theExplanationMustSayWhatTheTestWantsToHearAsItIsSpelt() {
        RulesetSource ledger = protect("ledger", List.of(READS));
        TestedCall call = TestedCall.of("web", "GET /ledger/accounts", "deny");

        assertThat(only(ledger, call.because("internal may not call restricted"))
                        .isPassed())
                .isTrue();
        assertThat(only(ledger, call.because("`internal` may not call `restricted`"))
                        .isPassed())
                .isTrue();
        TestOutcome other = only(ledger, call.because("Internal may not call"));
        assertThat(other.isPassed()).isFalse();
        assertThat(other.failure())
                .isEqualTo("expected to hear `Internal may not call`, but it says:"
                        + " `internal` may not call `restricted`, the least that `ledger` accepts");
    }

    @Test
    void aTestOfTheLatticeIsToldWhichRuleItWouldHaveReached() {
        TestOutcome outcome =
                only(protect("ledger", List.of(READS)), TestedCall.of("web", "GET /ledger/accounts", "allow"));

        assertThat(outcome.help()).startsWith("`reads` allows any to GET /**, but ");
    }

    @Test
    void whomACallIsForIsTakenIntoAccount() {
        RulesetSource web = protect("web", List.of(rule("inner", "level>=internal", "GET /**")));

        TestReport report = run(tested(
                web,
                TestedCall.of("checkout", "GET /", "allow inner"),
                TestedCall.of("checkout", "GET /", "deny").onBehalfOf("partner")));

        assertThat(report.failed()).isEmpty();
    }

    @Test
    void aRulesetInAuditModeIsTestedByItsAnswers() {
        TestOutcome outcome =
                only(ShopPolicy.audit("web", List.of(READS)), TestedCall.of("checkout", "POST /", "deny"));

        assertThat(outcome.isPassed()).isTrue();
    }

    @Test
    void aFreezeDoesNotFailATestThatNamesNoTime() {
        RuleSource freeze = during(rule("freeze", "any", "GET /**"), "2026-11-20/2026-11-30");
        RulesetSource frozen = protect("web", List.of(READS), freeze);

        TestReport report = run(tested(
                frozen,
                TestedCall.of("web", "GET /", "allow reads"),
                TestedCall.of("web", "GET /", "deny freeze").at("2026-11-20"),
                TestedCall.of("web", "GET /", "allow reads").at("2026-11-30")));

        assertThat(report.failed()).isEmpty();
        assertThat(report.outcomes().get(0).at()).isBefore("2026-11-20T00:00:00Z");
    }

    @Test
    void windowsThatOverlapAreAllGoneBackOver() {
        RuleSource early = during(rule("early", "any", "GET /**"), "2026-11-01/2026-11-22");
        RuleSource late = during(rule("late", "any", "GET /**"), "2026-11-20/2026-11-30");

        TestOutcome outcome =
                only(protect("web", List.of(READS), early, late), TestedCall.of("web", "GET /", "allow reads"));

        assertThat(outcome.isPassed()).isTrue();
        assertThat(outcome.at()).isEqualTo("2026-10-31T23:59:59.999999999Z");
    }

    @Test
    void rulesThatDecidedNoTestAreListedInTheOrderOfTheWriting() {
        RulesetSource web = protect("web", List.of(TENANTS, READS), rule("closed", "any", "DELETE /**"));

        TestReport report = run(
                tested(web, TestedCall.of("web", "GET /", "allow")),
                protect("ledger", List.of(rule("reads", "any", "GET /**"))));

        assertThat(report.untested())
                .containsExactly(
                        new UntestedRule("web", "tenants", ""),
                        new UntestedRule("web", "closed", ""),
                        new UntestedRule("ledger", "reads", ""));
    }

    @Test
    void aFailureIsAnErrorOfThePolicyAtWhatWasExpected() {
        TestReport report = run(tested(
                WEB,
                TestedCall.of("web", "GET /", "allow"),
                TestedCall.of("web", "GET /", "deny"),
                TestedCall.of("web", "GET /", "allow").because("nonsense")));

        assertThat(report.problems())
                .extracting(PolicyProblem::path)
                .containsExactly("rulesets[0].tests[1].expect", "rulesets[0].tests[2].because");
        assertThat(report.problems()).allMatch(PolicyProblem::isError);
        assertThat(report.problems().get(0).message())
                .isEqualTo("test fails, `web: GET / from web`: expected `deny`, but it is `allow reads`:"
                        + " rule `reads` allows it");
    }

    @Test
    void eachTestIsTimedByTheStopwatchThatIsGiven() {
        AtomicLong clock = new AtomicLong();
        ShopPolicy shop = ShopPolicy.withoutRules().with(tested(WEB, TestedCall.of("web", "GET /", "allow")));

        TestReport report = PolicyTests.run(
                shop.compiled(), NOW, () -> clock.getAndAdd(Duration.ofMillis(3).toNanos()));

        assertThat(report.outcomes().get(0).nanos()).isEqualTo(3_000_000);
    }

    private static TestOutcome only(RulesetSource ruleset, TestedCall call) {
        return run(tested(ruleset, call)).outcomes().get(0);
    }

    private static TestReport run(RulesetSource... rulesets) {
        return PolicyTests.run(ShopPolicy.withoutRules().with(rulesets).compiled(), NOW);
    }
}
