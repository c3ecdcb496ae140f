package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.ruleset.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the values of a claim that satisfy demands.
 *
 * <p>Besides no value and a single one (that a condition names, or that none does) there are lists. Of those,
 * two are enough. Where a negation must be met, the list of all values that nothing bars: each more meets more
 * of what must be had, and breaks more of what must be broken. Where none must be, the same with an empty
 * value, which breaks every negation and nothing else. What such a list does not need is then taken out.
 */
final class ClaimValues {
    private ClaimValues() {}

    static Optional<List<String>> satisfying(String claim, Demands demands) {
        if (demands.met().isEmpty()) {
            return Optional.of(List.of());
        }
        for (String value : singles(demands)) {
            if (demands.areSatisfiedBy(Single.claim(claim, List.of(value)))) {
                return Optional.of(List.of(value));
            }
        }
        List<String> most = longest(demands);
        return demands.areSatisfiedBy(Single.claim(claim, most))
                ? Optional.of(withoutIdle(claim, most, demands))
                : Optional.empty();
    }

    private static List<String> singles(Demands demands) {
        for (Requirement requirement : demands.met()) {
            if (requirement.condition() instanceof Condition.OneOf
                    || requirement.condition() instanceof Condition.Has) {
                return Demands.valuesOf(requirement.condition());
            }
        }
        Set<String> named = demands.named();
        List<String> all = new ArrayList<>(List.of(Demands.unlike(named, "x")));
        all.addAll(named);
        return all;
    }

    private static List<String> longest(Demands demands) {
        Set<String> named = demands.named();
        List<String> values = new ArrayList<>(named);
        values.removeAll(demands.barred());
        String unnamed = Demands.unlike(named, "x");
        values.add(unnamed);
        values.add(demands.haveNegation() ? Demands.unlike(named, unnamed + "x") : "");
        return values;
    }

    private static List<String> withoutIdle(String claim, List<String> values, Demands demands) {
        List<String> needed = new ArrayList<>(values);
        for (String value : values) {
            List<String> fewer = new ArrayList<>(needed);
            fewer.remove(value);
            if (demands.areSatisfiedBy(Single.claim(claim, fewer))) {
                needed = fewer;
            }
        }
        return needed;
    }
}
