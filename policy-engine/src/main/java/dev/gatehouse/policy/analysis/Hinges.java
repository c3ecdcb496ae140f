package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the attributes on which a formula hinges: those that can turn it while all others stay as they are.
 *
 * <p>What is left of the formula is worked out for every way in which the attribute can meet its conditions;
 * the attribute matters when two of those leftovers are not the same. One that can meet them in very many
 * ways is taken to matter.
 */
final class Hinges {
    private static final int WAYS = 1_000;

    private final Formula formula;
    private final Instant at;
    private final Set<Formula> leftovers = new LinkedHashSet<>();

    private Hinges(Formula formula, Instant at) {
        this.formula = formula;
        this.at = at;
    }

    static List<Attribute> of(Formula formula, Instant at) {
        Map<Attribute, List<Fact>> facts = new LinkedHashMap<>();
        for (Fact fact : formula.facts()) {
            if (fact instanceof Fact.Met met) {
                facts.computeIfAbsent(met.requirement().attribute(), attribute -> new ArrayList<>())
                        .add(fact);
            }
        }
        List<Attribute> hinges = new ArrayList<>();
        facts.forEach((attribute, own) -> {
            if (new Hinges(formula, at).matters(own)) {
                hinges.add(attribute);
            }
        });
        return hinges;
    }

    private boolean matters(List<Fact> facts) {
        if (!collect(facts, 0, new Assumptions(at), formula)) {
            return true;
        }
        List<Formula> distinct = List.copyOf(leftovers);
        return distinct.stream().skip(1).anyMatch(other -> differ(distinct.get(0), other, at));
    }

    private boolean collect(List<Fact> facts, int next, Assumptions assumptions, Formula rest) {
        if (next == facts.size()) {
            leftovers.add(rest);
            return leftovers.size() <= WAYS;
        }
        Fact fact = facts.get(next);
        for (boolean value : new boolean[] {true, false}) {
            assumptions.assume(fact, value);
            boolean few = !assumptions.isPossible(fact)
                    || collect(
                            facts,
                            next + 1,
                            assumptions,
                            rest.given(other -> other.equals(fact) ? Truth.of(value) : Truth.OPEN));
            assumptions.undo(fact, value);
            if (!few) {
                return false;
            }
        }
        return true;
    }

    /** Whether two formulas are told apart by any situation, or may be: the search was too long. */
    static boolean differ(Formula one, Formula other, Instant at) {
        return !Search.find(Formula.allOf(one, other.negated()), at).isImpossible()
                || !Search.find(Formula.allOf(other, one.negated()), at).isImpossible();
    }
}
