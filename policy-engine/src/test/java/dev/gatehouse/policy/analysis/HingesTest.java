package dev.gatehouse.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.ruleset.Condition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HingesTest {
    private static final Attribute HEADER = new Attribute.Header("h");
    private static final Attribute CLAIM = new Attribute.Claim("c");
    private static final Attribute CLIENT = new Attribute.ClientAddress();

    @Test
    void areTheAttributesThatAloneTurnTheFormulaSomewhere() {
        List<Situation> universe = RandomFormulas.universe().stream()
                .filter(situation -> situation.at().equals(RandomFormulas.NOW))
                .toList();
        RandomFormulas random = new RandomFormulas(31);
        List<Attribute> seen = new ArrayList<>();
        int idle = 0;
        for (int n = 0; n < 150; n++) {
            Formula formula = random.formula(2).given(fact -> fact instanceof Fact.During ? Truth.YES : Truth.OPEN);
            List<Attribute> hinges = Hinges.of(formula, RandomFormulas.NOW);
            for (Attribute attribute : List.of(HEADER, CLAIM, CLIENT)) {
                boolean turns = turns(formula, attribute, universe);
                assertThat(hinges.contains(attribute))
                        .as("%s in %s", attribute, formula)
                        .isEqualTo(turns);
                idle += !turns && mentions(formula, attribute) ? 1 : 0;
            }
            seen.addAll(hinges);
        }
        assertThat(seen).contains(HEADER, CLAIM, CLIENT);
        assertThat(idle).isPositive();
    }

    @Test
    void anAttributeThatIsWrittenButTurnsNothingIsNone() {
        Formula tenant = met(HEADER, Condition.equalTo("a"));
        Formula user = met(CLAIM, Condition.present());

        assertThat(Hinges.of(
                        Formula.anyOf(Formula.allOf(tenant, user), Formula.allOf(tenant, user.negated())),
                        RandomFormulas.NOW))
                .containsExactly(HEADER);
    }

    private static Formula met(Attribute attribute, Condition condition) {
        return Formula.of(new Fact.Met(new Requirement(attribute, condition)));
    }

    private static boolean mentions(Formula formula, Attribute attribute) {
        return formula.facts().stream()
                .anyMatch(fact -> fact instanceof Fact.Met met
                        && met.requirement().attribute().equals(attribute));
    }

    private static boolean turns(Formula formula, Attribute attribute, List<Situation> universe) {
        Function<Situation, List<Object>> rest = situation -> List.of(
                attribute.equals(HEADER) ? List.of() : situation.header("h"),
                attribute.equals(CLAIM) ? List.of() : situation.claim("c"),
                attribute.equals(CLIENT) ? List.of() : situation.client());
        Map<List<Object>, Boolean> first = new HashMap<>();
        for (Situation situation : universe) {
            boolean holds = formula.holds(situation);
            Boolean other = first.putIfAbsent(rest.apply(situation), holds);
            if (other != null && other != holds) {
                return true;
            }
        }
        return false;
    }
}
