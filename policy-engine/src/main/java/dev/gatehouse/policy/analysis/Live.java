package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of a service that were not found dead so far, and what they say together. */
final class Live {
    private final Set<String> dead = new HashSet<>();

    void bury(Rule rule) {
        dead.add(rule.name());
    }

    boolean isDead(Rule rule) {
        return dead.contains(rule.name());
    }

    Formula allowed(CallClass calls, Rule except) {
        return calls.matchesAny(
                0, without(except, calls.cell().candidates().get(0).allow()));
    }

    Formula denied(CallClass calls, Rule except) {
        return calls.matchesAny(
                0, without(except, calls.cell().candidates().get(0).deny()));
    }

    private List<Rule> without(Rule except, List<Rule> rules) {
        return rules.stream()
                .filter(rule -> !isDead(rule) && !rule.name().equals(except.name()))
                .toList();
    }
}
