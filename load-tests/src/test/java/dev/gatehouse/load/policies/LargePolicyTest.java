package dev.gatehouse.load.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.PolicyEngine;
import dev.gatehouse.policy.PolicyResult;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargePolicyTest {
    private static final PolicyPlan PLAN = PolicyPlan.of(1000, 300, 20);

    @Test
    void theSamePlanGivesTheSamePolicy() {
        assertThat(LargePolicy.of(PLAN)).isEqualTo(LargePolicy.of(PLAN));
        assertThat(LargePolicy.of(new PolicyPlan(1000, 300, 20, 5, 0))).isNotEqualTo(LargePolicy.of(PLAN));
    }

    @ParameterizedTest
    @CsvSource({"1,2,1", "10,2000,1", "1000,300,20", "1000,2000,1", "10000,2000,200"})
    void hasAsManyRulesIdentitiesAndServicesAsWerePlannedAndNothingIsWrongWithIt(
            int rules, int identities, int services) {
        PolicySource policy = LargePolicy.of(PolicyPlan.of(rules, identities, services));

        assertThat(rules(policy)).hasSize(rules);
        assertThat(policy.identities()).hasSize(identities);
        assertThat(policy.rulesets()).hasSize(services);
        PolicyResult result = PolicyCompiler.compile(policy, Tested.MOMENT);
        assertThat(result.problems()).isEmpty();
        assertThat(result.compiled()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "100"})
    void aChangedPolicyDiffersInExactlySoManyRules(int changes) {
        Set<RuleSource> before = new HashSet<>(rules(LargePolicy.of(PLAN)));
        PolicySource changed = LargePolicy.of(new PolicyPlan(1000, 300, 20, PLAN.seed(), changes));

        List<RuleSource> after = rules(changed);
        assertThat(before.stream().filter(rule -> !after.contains(rule))).hasSize(changes);
        assertThat(after).hasSize(1000 - changes / 4);
        assertThat(PolicyCompiler.compile(changed, Tested.MOMENT).compiled()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"20", "1"})
    void bothEnginesSayTheSameAboutCallsThatComeNearTheRules(int services) {
        PolicySource source = LargePolicy.of(PolicyPlan.of(1000, 300, services));
        CompiledPolicy policy =
                PolicyCompiler.compile(source, Tested.MOMENT).compiled().orElseThrow();
        PolicyEngine oracle = policy.ruleByRule();
        Set<String> kinds = new TreeSet<>();
        for (SampleCall call : new SampleCalls(source, 3).next(5000)) {
            AccessRequest request = call.toRequest(policy, Tested.MOMENT);
            Decision right = oracle.decide(request);
            Decision compiled = policy.engine().decide(request);
            assertThat(compiled.kind()).as(call::toString).isEqualTo(right.kind());
            assertThat(compiled.rule()).as(call::toString).isEqualTo(right.rule());
            assertThat(compiled.isEnforced()).as(call::toString).isEqualTo(right.isEnforced());
            assertThat(compiled.explain(request)).as(call::toString).isEqualTo(right.explain(request));
            kinds.add(right.kind());
        }
        assertThat(kinds).containsExactly("allow", "deny-rule", "lattice", "not-allowed");
    }

    @Test
    void hasAsManyTestsAsWereAskedFor() {
        PolicySource tested = Tested.with(LargePolicy.of(PLAN), 50, 1);

        assertThat(tested.rulesets().stream().flatMap(ruleset -> ruleset.tests().stream()))
                .hasSize(50);
    }

    @Test
    void aPlanThatCannotBeIsRefused() {
        assertThatThrownBy(() -> PolicyPlan.of(5, 100, 6)).hasMessage("services must be from 1 to 5, not 6");
        assertThatThrownBy(() -> PolicyPlan.of(100, 5, 5)).hasMessage("services must be from 1 to 4, not 5");
        assertThatThrownBy(() -> new PolicyPlan(5, 5, 1, 1, 6)).hasMessage("changed rules must be from 0 to 5, not 6");
    }

    private static List<RuleSource> rules(PolicySource policy) {
        return policy.rulesets().stream()
                .flatMap(ruleset -> Stream.concat(ruleset.allow().stream(), ruleset.deny().stream())
                        .map(rule -> new RuleSource(
                                ruleset.protects() + " " + rule.name(),
                                rule.from(),
                                rule.requests(),
                                rule.when(),
                                rule.during(),
                                rule.reason())))
                .toList();
    }
}
