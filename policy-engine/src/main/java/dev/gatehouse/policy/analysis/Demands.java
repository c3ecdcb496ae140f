package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Attributes;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.ruleset.Condition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is demanded of one attribute: requirements that it must meet, and others that it must not. */
record Demands(List<Requirement> met, List<Requirement> unmet) {

    boolean areSatisfiedBy(Attributes attributes) {
        return met.stream().allMatch(requirement -> requirement.isMetBy(attributes))
                && unmet.stream().noneMatch(requirement -> requirement.isMetBy(attributes));
    }

    /** Every value that a condition names. */
    Set<String> named() {
        Set<String> values = new LinkedHashSet<>();
        Stream.concat(met.stream(), unmet.stream())
                .map(requirement -> valuesOf(requirement.condition()))
                .forEach(values::addAll);
        return values;
    }

    /** Every value that is named where the attribute must not be or have it. */
    Set<String> barred() {
        Set<String> values = new LinkedHashSet<>();
        met.stream()
                .filter(requirement -> requirement.condition().isNegated())
                .forEach(requirement -> values.addAll(valuesOf(requirement.condition())));
        unmet.stream()
                .filter(requirement -> requirement.condition() instanceof Condition.Has)
                .forEach(requirement -> values.addAll(valuesOf(requirement.condition())));
        return values;
    }

    boolean haveNegation() {
        return met.stream().anyMatch(requirement -> requirement.condition().isNegated());
    }

    /** This text, or the first of it with a number that no condition names. */
    static String unlike(Set<String> named, String text) {
        String candidate = text;
        for (int n = 1; named.contains(candidate); n++) {
            candidate = text + n;
        }
        return candidate;
    }

    static List<String> valuesOf(Condition condition) {
        if (condition instanceof Condition.OneOf one) {
            return one.values();
        }
        if (condition instanceof Condition.NoneOf none) {
            return none.values();
        }
        return condition instanceof Condition.Has has ? List.of(has.value()) : List.of();
    }
}
