package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.ruleset.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the lines of a header that satisfy demands.
 *
 * <p>To conditions there are no other kinds of header than these: one that is absent (or empty: both meet
 * nothing), a single value that a condition names, a single value that none names, and one that has a comma or
 * several lines and is no more than present.
 */
final class HeaderValues {
    private HeaderValues() {}

    static Optional<List<String>> satisfying(String header, Demands demands) {
        if (demands.met().isEmpty()) {
            return Optional.of(List.of());
        }
        return candidates(demands).stream()
                .map(List::of)
                .filter(values -> demands.areSatisfiedBy(Single.header(header, values)))
                .findFirst();
    }

    private static List<String> candidates(Demands demands) {
        for (Requirement requirement : demands.met()) {
            if (requirement.condition() instanceof Condition.OneOf one) {
                return one.values();
            }
        }
        Set<String> named = demands.named();
        String unnamed = Demands.unlike(named, "x");
        List<String> all = new ArrayList<>(List.of(unnamed));
        all.addAll(named);
        all.add(Demands.unlike(named, unnamed + "," + unnamed));
        return all;
    }
}
