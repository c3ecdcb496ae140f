package dev.gatehouse.gateway.filters;

import java.util.HashMap;
import java.util.Map;

/** How much each group of weighted routes weighs in all, and how much of it has been handed out. */
final class WeightGroups {
    private final Map<String, Integer> totals = new HashMap<>();
    private final Map<String, Integer> given = new HashMap<>();

    /** First every route is announced … */
    void announce(String group, int weight) {
        totals.merge(group, weight, Math::addExact);
    }

    /** … then each takes its part, in the same order. */
    WeightPredicate take(String group, int weight) {
        double total = Math.max(1, totals.getOrDefault(group, weight));
        int before = given.getOrDefault(group, 0);
        given.put(group, before + weight);
        return new WeightPredicate(group, weight, before / total, (before + weight) / total);
    }

    int total(String group) {
        return totals.getOrDefault(group, 0);
    }
}
