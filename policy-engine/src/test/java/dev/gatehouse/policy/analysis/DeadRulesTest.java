package dev.gatehouse.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.analysis.DeadRule.Why;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadRulesTest {
    private static final List<Witness> CALLS = SmallWorld.calls();

    @Test
    void theirRemovalChangesNoAnswerAndThatOfAnyOtherRuleDoes() {
        SmallWorld world = new SmallWorld(23);
        Set<Why> seen = EnumSet.noneOf(Why.class);
        for (int n = 0; n < 60; n++) {
            PolicySource written = world.policy();
            DeadRules dead = DeadRules.of(SmallWorld.compiled(written), SmallWorld.NOW);
            assertThat(dead.undecided()).isEmpty();
            dead.found().forEach(rule -> seen.add(rule.why()));
            List<String> names = names(dead);

            PolicySource denyRulesLeft = without(written, names, List.of());
            PolicySource left = without(written, names, names);
            assertThat(firstDifference(written, left))
                    .as("without %s: %s", names, written)
                    .isEmpty();
            for (RuleSource deny : denyRulesLeft.rulesets().get(0).deny()) {
                PolicySource less = without(denyRulesLeft, List.of(deny.name()), List.of());
                assertThat(firstDifference(denyRulesLeft, less))
                        .as("without %s", deny)
                        .isPresent();
            }
            for (RuleSource allow : left.rulesets().get(0).allow()) {
                PolicySource less = without(left, List.of(), List.of(allow.name()));
                assertThat(firstDifference(left, less)).as("without %s", allow).isPresent();
            }
        }
        assertThat(seen).contains(Why.BARRED, Why.SHADOWED, Why.COVERED, Why.IDLE);
    }

    @Test
    void aRuleThatDenyRulesStopIsShadowedByThem() {
        assertThat(messages(
                        List.of(rule("read", "pay", "GET /a")), List.of(rule("closed", "level>=internal", "* /**"))))
                .containsExactly(
                        "rulesets[0].allow[0]: rule `read` lets nobody in: `closed` denies whatever it allows");
    }

    @Test
    void severalRulesMayCoverOneTogether() {
        assertThat(messages(
                        List.of(
                                when(rule("tenant-a", "pay", "GET /a"), Condition.equalTo("a")),
                                when(rule("others", "pay", "GET /a"), Condition.notEqualTo("a")),
                                when(rule("single", "pay", "GET /a"), Condition.oneOf(List.of("a", "b")))),
                        List.of()))
                .containsExactly("rulesets[0].allow[2]: rule `single` changes nothing:"
                        + " `others` with `tenant-a` says the same of all its requests");
    }

    @Test
    void ofTwoEqualRulesTheFirstStays() {
        assertThat(messages(List.of(rule("one", "pay", "GET /a"), rule("another", "pay", "GET /a")), List.of()))
                .containsExactly("rulesets[0].allow[1]: rule `another` changes nothing:"
                        + " `one` says the same of all its requests");
    }

    @Test
    void aRuleForALevelThatNobodyHasMatchesNothing() {
        assertThat(messages(List.of(rule("boss", "level>=boss", "GET /a")), List.of()))
                .containsExactly("rulesets[0].allow[0]: rule `boss` matches nothing: nobody is `level>=boss`");
    }

    @Test
    void aDenyRuleThatNoAllowRuleMeetsStopsNothing() {
        assertThat(messages(List.of(rule("read", "pay", "GET /a")), List.of(rule("closed", "any", "POST /**"))))
                .containsExactly("rulesets[0].deny[0]: rule `closed` stops nothing:"
                        + " no other rule lets pass what it denies");
    }

    @Test
    void conditionsThatExcludeEachOtherAreToldApartFromTheLattice() {
        RuleSource both = new RuleSource(
                "both",
                List.of("pay"),
                List.of("GET /a"),
                Map.of("header.h", Condition.equalTo("a"), "header.H", Condition.equalTo("b")),
                null,
                null);

        assertThat(messages(List.of(both, rule("barred", "level>=public", "GET /b")), List.of()))
                .containsExactly(
                        "rulesets[0].allow[0]: rule `both` matches nothing: its conditions contradict each other");
        assertThat(messages(List.of(rule("barred", "web", "GET /b")), List.of()))
                .containsExactly(
                        "rulesets[0].allow[0]: rule `barred` lets nobody in: the lattice bars all of its callers");
    }

    @Test
    void tenThousandRulesAreTriedWithinTheirPatience() {
        for (int services : new int[] {1, 1_000}) {
            CompiledPolicy policy = SmallWorld.compiled(LargeWorld.policy(10_000, 2_000, services));

            DeadRules dead = DeadRules.of(policy, SmallWorld.NOW);

            assertThat(dead.undecided()).isEmpty();
            assertThat(dead.found()).isNotEmpty();
        }
    }

    private static List<String> messages(List<RuleSource> allow, List<RuleSource> deny) {
        CompiledPolicy policy = SmallWorld.compiled(SmallWorld.policy(allow, deny, false));
        return DeadRules.of(policy, SmallWorld.NOW).found().stream()
                .map(dead -> dead.path() + ": " + dead.message())
                .toList();
    }

    private static RuleSource rule(String name, String from, String request) {
        return new RuleSource(name, List.of(from), List.of(request), Map.of(), null, null);
    }

    private static RuleSource when(RuleSource rule, Condition condition) {
        return new RuleSource(rule.name(), rule.from(), rule.requests(), Map.of("header.h", condition), null, null);
    }

    private static List<String> names(DeadRules dead) {
        return dead.found().stream().map(rule -> rule.rule().name()).toList();
    }

    private static PolicySource without(PolicySource written, List<String> deny, List<String> allow) {
        RulesetSource rules = written.rulesets().get(0);
        return SmallWorld.policy(
                rules.allow().stream()
                        .filter(rule -> !allow.contains(rule.name()))
                        .toList(),
                rules.deny().stream()
                        .filter(rule -> !deny.contains(rule.name()))
                        .toList(),
                !written.gates().isEmpty());
    }

    private static Optional<Witness> firstDifference(PolicySource one, PolicySource other) {
        CompiledPolicy before = SmallWorld.compiled(one);
        CompiledPolicy after = SmallWorld.compiled(other);
        return CALLS.stream()
                .filter(call -> SmallWorld.isAllowed(before, call) != SmallWorld.isAllowed(after, call))
                .findFirst();
    }
}
