package dev.gatehouse.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.CompiledPolicy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    @Test
    void whatOnlyOneOfTwoPoliciesAllowsIsFoundWheneverTryingEveryCallFindsIt() {
        List<Witness> calls = SmallWorld.calls();
        SmallWorld world = new SmallWorld(41);
        int widened = 0;
        for (int n = 0; n < 80; n++) {
            CompiledPolicy before = SmallWorld.compiled(world.policy());
            CompiledPolicy after = SmallWorld.compiled(world.policy());
            Set<String> found = new TreeSet<>();
            for (CallClass each : together(before, after)) {
                Formula opened =
                        Formula.allOf(each.isAllowed(1), each.isAllowed(0).negated());
                Search.find(opened, SmallWorld.NOW).situation().ifPresent(situation -> {
                    Witness call = each.witness(situation);
                    assertThat(SmallWorld.isAllowed(after, call)).as("%s", call).isTrue();
                    assertThat(SmallWorld.isAllowed(before, call))
                            .as("%s", call)
                            .isFalse();
                    each.callers().members().forEach(caller -> found.add(caller.name()));
                });
            }
            assertThat(found)
                    .isEqualTo(calls.stream()
                            .filter(call -> SmallWorld.isAllowed(after, call) && !SmallWorld.isAllowed(before, call))
                            .map(Witness::caller)
                            .collect(Collectors.toCollection(TreeSet::new)));
            widened += found.isEmpty() ? 0 : 1;
        }
        assertThat(widened).isBetween(20, 79);
    }

    private static List<CallClass> together(CompiledPolicy before, CompiledPolicy after) {
        List<Caller> callers = before.identities().all().stream()
                .map(identity -> new Caller(List.of(
                        identity, after.identities().named(identity.name()).orElseThrow())))
                .toList();
        return CallClasses.of(List.of(before, after), callers)
                .to(SmallWorld.SERVICE)
                .classes()
                .toList();
    }

    private static long classes(int rules, int identities, int services) {
        CompiledPolicy policy = SmallWorld.compiled(LargeWorld.policy(rules, identities, services));
        CallClasses classes = CallClasses.of(policy);
        return policy.rulesets().keySet().stream()
                .mapToLong(service -> classes.to(service).classes().count())
                .sum();
    }
}
