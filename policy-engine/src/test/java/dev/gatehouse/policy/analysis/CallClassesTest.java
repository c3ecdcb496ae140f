package dev.gatehouse.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.CompiledPolicy;
import org.junit.jupiter.api.Test;

class CallClassesTest {

    @Test
    void thereAreHardlyMoreOfThemForTenTimesAsManyCallers() {
        long few = classes(2_000, 200, 1);
        long many = classes(2_000, 2_000, 1);

        assertThat(many).isLessThan(few * 12 / 10);
    }

    @Test
    void theirNumberFollowsTheNumberOfRulesHoweverTheseAreSpread() {
        assertThat(classes(10_000, 2_000, 1)).isLessThan(10_000 * 40);
        assertThat(classes(10_000, 2_000, 1_000)).isLessThan(10_000 * 40);
    }

    private static long classes(int rules, int identities, int services) {
        CompiledPolicy policy = SmallWorld.compiled(LargeWorld.policy(rules, identities, services));
        CallClasses classes = CallClasses.of(policy);
        return policy.rulesets().keySet().stream()
                .mapToLong(service -> classes.to(service).classes().count())
                .sum();
    }
}
