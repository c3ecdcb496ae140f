package dev.gatehouse.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpeningsTest {
    private static final List<Witness> CALLS = SmallWorld.calls();

    private record Way(String caller, String rule) {}

    @Test
    void areThoseThatTryingEveryCallFinds() {
        SmallWorld world = new SmallWorld(11);
        int ways = 0;
        for (int n = 0; n < 150; n++) {
            CompiledPolicy policy = SmallWorld.compiled(world.policy());
            Openings openings = Openings.of(policy, SmallWorld.NOW);
            assertThat(openings.undecided()).isEmpty();
            Set<Way> found = new HashSet<>();
            for (Opening opening : openings.all()) {
                opening.callers()
                        .forEach(caller ->
                                found.add(new Way(caller, opening.rule().name())));
                assertIsOpen(policy, opening);
            }
            assertThat(found).isEqualTo(tried(policy));
            ways += found.size();
        }
        assertThat(ways).isGreaterThan(200);
    }

    private static void assertIsOpen(CompiledPolicy policy, Opening opening) {
        for (String caller : opening.callers()) {
            Witness call = opening.witness().by(caller);
            assertThat(SmallWorld.isAllowed(policy, call)).as("%s", call).isTrue();
            assertThat(policy.ruleByRule().decide(call.toRequest(policy)).isAllowed())
                    .isTrue();
            assertThat(matches(policy, opening.rule(), call)).isTrue();
        }
    }

    private static Set<Way> tried(CompiledPolicy policy) {
        Set<Way> ways = new HashSet<>();
        List<Rule> allow = policy.rulesets().containsKey(SmallWorld.SERVICE)
                ? Target.of(policy, SmallWorld.SERVICE).ruleset().allow()
                : List.of();
        for (Witness call : CALLS) {
            if (SmallWorld.isAllowed(policy, call)) {
                for (Rule rule : allow) {
                    if (matches(policy, rule, call)) {
                        ways.add(new Way(call.caller(), rule.name()));
                    }
                }
            }
        }
        return ways;
    }

    /** The rule by itself, spelt out once more. */
    private static boolean matches(CompiledPolicy policy, Rule rule, Witness call) {
        return rule.callers().include(call.toRequest(policy))
                && rule.during().contains(call.situation().at())
                && rule.requests().stream().anyMatch(request -> request.matches(call.method(), call.path()))
                && rule.requirements().stream().allMatch(requirement -> requirement.isMetBy(call.situation()));
    }
}
