package dev.gatehouse.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.PolicyProblem;
import dev.gatehouse.policy.ruleset.RuleSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static final RuleSource PAY_READS = rule("read", "pay", null);

    @Test
    void ofAPolicyThatMeansAllOfItSaysNothing() {
        assertThat(review(List.of(PAY_READS), false, "web", "root")).isEmpty();
    }

    @Test
    void tellsOfIdentitiesThatNobodyUses() {
        assertThat(review(List.of(PAY_READS), false, "root"))
                .containsExactly("identities.web: identity `web` is used nowhere");
    }

    @Test
    void aRuleForALevelAboveThatOfStrangersUsesWhoeverHasIt() {
        List<PolicyProblem> problems = problems(
                List.of(PAY_READS, rule("insiders", "level>=internal", null)),
                false,
                Set.of(SmallWorld.SERVICE),
                Set.of());

        assertThat(problems).extracting(PolicyProblem::path).noneMatch(path -> path.startsWith("identities"));
    }

    @Test
    void aRuleForTheLevelOfStrangersUsesNobody() {
        assertThat(review(List.of(rule("strangers", "level>=public", null)), false, "root", "pay"))
                .containsExactly("identities.web: identity `web` is used nowhere");
    }

    @Test
    void tellsOfARoutedServiceWithoutARuleset() {
        List<PolicyProblem> problems =
                problems(List.of(PAY_READS), false, Set.of(SmallWorld.SERVICE, "web"), Set.of("root"));

        assertThat(problems)
                .extracting(ReviewTest::shown)
                .containsExactly(
                        "identities.web: identity `web` is called by a route and has no ruleset: every call is denied");
    }

    @Test
    void tellsOfGatesThatEndWithinAMonth() {
        assertThat(review(List.of(PAY_READS), true))
                .containsExactly("gates[0].expires: gate from `web` to `vault`: ends in 7 days");
    }

    @Test
    void doesNotRepeatWhatReadingThePolicyTold() {
        assertThat(review(
                        List.of(PAY_READS, rule("barred", "web", null), rule("old", "pay", "2020-01-01/2021-01-01")),
                        false,
                        "root"))
                .isEmpty();
    }

    @Test
    void allOfItAreWarnings() {
        assertThat(problems(List.of(rule("read", "level>=boss", null)), true, Set.of("web"), Set.of()))
                .hasSizeGreaterThan(2)
                .noneMatch(PolicyProblem::isError);
    }

    private static RuleSource rule(String name, String from, @Nullable String during) {
        return new RuleSource(name, List.of(from), List.of("GET /a"), Map.of(), during, null);
    }

    private static List<String> review(List<RuleSource> allow, boolean withGates, String... named) {
        return problems(allow, withGates, Set.of(SmallWorld.SERVICE), Set.of(named)).stream()
                .map(ReviewTest::shown)
                .toList();
    }

    private static List<PolicyProblem> problems(
            List<RuleSource> allow, boolean withGates, Set<String> routed, Set<String> named) {
        CompiledPolicy policy = SmallWorld.compiled(SmallWorld.policy(allow, List.of(), withGates));
        return Review.of(policy, routed, named, SmallWorld.NOW);
    }

    private static String shown(PolicyProblem problem) {
        return problem.path() + ": " + problem.message();
    }
}
