package dev.gatehouse.policy.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.ruleset.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final Instant NOW = RandomFormulas.NOW;

    @Test
    void findsASituationExactlyWhenThereIsOne() {
        List<Situation> universe = RandomFormulas.universe();
        RandomFormulas random = new RandomFormulas(7);
        int possible = 0;
        int impossible = 0;
        for (int n = 0; n < 1_500; n++) {
            Formula formula = random.formula(3);
            SearchResult result = Search.find(formula, NOW);
            assertThat(result.gaveUp()).isFalse();
            if (result.situation().isPresent()) {
                assertThat(formula.holds(result.situation().get()))
                        .as("%s", formula)
                        .isTrue();
                possible++;
            } else {
                assertThat(universe.stream().filter(formula::holds).findFirst())
                        .as("%s", formula)
                        .isEmpty();
                impossible++;
            }
        }
        assertThat(possible).isGreaterThan(300);
        assertThat(impossible).isGreaterThan(50);
    }

    @Test
    void saysNoMoreThanIsNeeded() {
        Formula formula = Formula.allOf(
                header("x-tenant", Condition.oneOf(List.of("a", "b"))),
                header("x-debug", Condition.present()).negated(),
                header("x-region", Condition.notEqualTo("eu")));

        Situation found = Search.find(formula, NOW).situation().orElseThrow();

        assertThat(found.headers()).isEqualTo(Map.of("x-tenant", List.of("a"), "x-region", List.of("x")));
        assertThat(found.at()).isEqualTo(NOW);
    }

    @Test
    void choosesTheFirstMomentThatWillDo() {
        Period freeze = new Period(NOW.minusSeconds(10), NOW.plusSeconds(10));

        assertThat(Search.find(Formula.during(freeze).negated(), NOW).situation())
                .contains(Situation.silentAt(NOW.plusSeconds(10)));
    }

    @Test
    void whatIsOverIsImpossible() {
        Period past = new Period(NOW.minusSeconds(10), NOW);

        assertThat(Search.find(Formula.during(past), NOW).isImpossible()).isTrue();
    }

    @Test
    void saysSoWhenItGivesUp() {
        List<Formula> clauses = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            clauses.add(Formula.anyOf(
                    header("h" + i, Condition.equalTo("a")), header("h" + (i + 1), Condition.equalTo("b"))));
        }

        SearchResult result = Search.find(Formula.allOf(clauses), NOW, 50);

        assertThat(result.gaveUp()).isTrue();
        assertThat(result.isImpossible()).isFalse();
    }

    @Test
    void manyConditionsOfDenyRulesCostNoMoreThanReadingThem() {
        List<Formula> denies = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            denies.add(header("h" + i, Condition.equalTo("a")));
        }
        Formula formula = Formula.allOf(
                header("h5", Condition.present()), Formula.anyOf(denies).negated());

        SearchResult result = Search.find(formula, NOW, 100_000);

        assertThat(result.situation().orElseThrow().headers()).isEqualTo(Map.of("h5", List.of("x")));
    }

    private static Formula header(String name, Condition condition) {
        return Formula.of(new Fact.Met(new Requirement(new Attribute.Header(name), condition)));
    }
}
