package dev.gatehouse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PolicyPropertiesTest {
    private static final int POLICIES = 300;
    private static final int CALLS = 40;

    private final RandomPolicies random = new RandomPolicies(20261123);

    @Test
    void randomCallsAreJudgedInEveryWay() {
        List<String> kinds = new ArrayList<>();
        forEachCall((policy, call) -> kinds.add(Judged.by(policy.engine(), call).kind()));

        assertThat(kinds)
                .contains("allow", "deny-rule", "lattice", "not-allowed")
                .doesNotContain("error");
        assertThat(kinds.stream().filter("allow"::equals).count()).isGreaterThan(1_000);
    }

    @Test
    void withoutAllowRulesNobodyIsAllowed() {
        forEachPair(
                ruleset -> new RulesetSource(ruleset.protects(), ruleset.mode(), List.of(), ruleset.deny()),
                (before, after) -> assertThat(after.isAllowed()).isFalse());
    }

    @Test
    void aDenyRuleForEverythingOverridesEverything() {
        RuleSource closed = ShopPolicy.rule("closed", "any", "* /**");
        forEachPair(
                ruleset -> new RulesetSource(ruleset.protects(), ruleset.mode(), ruleset.allow(), List.of(closed)),
                (before, after) -> assertThat(after.isAllowed()).isFalse());
    }

    @Test
    void oneMoreDenyRuleNeverAllowsMore() {
        forEachPair(
                ruleset -> new RulesetSource(
                        ruleset.protects(),
                        ruleset.mode(),
                        ruleset.allow(),
                        plus(ruleset.deny(), random.rule("one-more"))),
                (before, after) ->
                        assertThat(!after.isAllowed() || before.isAllowed()).isTrue());
    }

    @Test
    void oneMoreAllowRuleNeverDeniesMore() {
        forEachPair(
                ruleset -> new RulesetSource(
                        ruleset.protects(),
                        ruleset.mode(),
                        plus(ruleset.allow(), random.rule("one-more")),
                        ruleset.deny()),
                (before, after) ->
                        assertThat(!before.isAllowed() || after.isAllowed()).isTrue());
    }

    @Test
    void auditNeverChangesTheAnswer() {
        forEachPair(
                ruleset -> new RulesetSource(ruleset.protects(), "audit", ruleset.allow(), ruleset.deny()),
                (before, after) -> {
                    assertThat(after.isAllowed()).isEqualTo(before.isAllowed());
                    assertThat(after.kind()).isEqualTo(before.kind());
                    assertThat(after.explain()).isEqualTo(before.explain());
                });
    }

    @Test
    void theOrderOfWritingNeverMatters() {
        for (int n = 0; n < POLICIES; n++) {
            ShopPolicy written = random.policy();
            CompiledPolicy one = written.compiled();
            CompiledPolicy other = random.shuffled(written).compiled();
            assertThat(other.engine().hash()).isEqualTo(one.engine().hash());
            for (int k = 0; k < CALLS; k++) {
                AccessRequest call = random.call(one);
                assertSame(Judged.by(one.engine(), call), Judged.by(other.engine(), call));
            }
        }
    }

    @Test
    void actingForSomebodyLiftsNothingButADenyRule() {
        forEachCall((policy, call) -> {
            Judged alone = Judged.by(policy.engine(), call);
            Judged forAnonymous = Judged.by(
                    policy.engine(),
                    call.onBehalfOf(policy.identities().anonymous().label()));
            // A deny rule for a level speaks of fewer callers when there is less trust.
            boolean wasDenied = alone.kind().equals("deny-rule");
            assertThat(!forAnonymous.isAllowed() || alone.isAllowed() || wasDenied)
                    .isTrue();
        });
    }

    private static void assertSame(Judged one, Judged other) {
        assertThat(other.isAllowed()).isEqualTo(one.isAllowed());
        assertThat(other.isEnforced()).isEqualTo(one.isEnforced());
        assertThat(other.kind()).isEqualTo(one.kind());
        assertThat(other.rule()).isEqualTo(one.rule());
        assertThat(other.explain()).isEqualTo(one.explain());
        assertThat(other.nearest()).isEqualTo(one.nearest());
    }

    private static List<RuleSource> plus(List<RuleSource> rules, RuleSource rule) {
        List<RuleSource> more = new ArrayList<>(rules);
        more.add(rule);
        return more;
    }

    private void forEachCall(Calls check) {
        for (int n = 0; n < POLICIES; n++) {
            CompiledPolicy policy = random.policy().compiled();
            for (int k = 0; k < CALLS; k++) {
                check.accept(policy, random.call(policy));
            }
        }
    }

    private void forEachPair(UnaryOperator<RulesetSource> change, Pairs check) {
        for (int n = 0; n < POLICIES; n++) {
            ShopPolicy written = random.policy();
            ShopPolicy changed =
                    written.with(written.rulesets().stream().map(change).toArray(RulesetSource[]::new));
            CompiledPolicy before = written.compiled();
            CompiledPolicy after = changed.compiled();
            for (int k = 0; k < CALLS; k++) {
                AccessRequest call = random.call(before);
                check.accept(Judged.by(before.engine(), call), Judged.by(after.engine(), call));
            }
        }
    }

    private interface Calls {
        void accept(CompiledPolicy policy, AccessRequest call);
    }

    private interface Pairs {
        void accept(Judged before, Judged after);
    }
}
