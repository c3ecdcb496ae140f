package dev.gatehouse.gateway.history;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A ruleset that allows what was seen and nothing more, as far as templates can say it.
 *
 * <p>{@code denied} was refused and is no part of it; {@code leftOut} passed and is no part of it either, with the
 * reason. {@code belowTheLattice} are callers that need a gate as well.
 */
public record SuggestedRules(
        String service,
        List<SuggestedRule> rules,
        Map<String, Long> denied,
        Map<String, Long> leftOut,
        Map<String, Long> rare,
        Map<String, Long> belowTheLattice) {

    public SuggestedRules {
        rules = List.copyOf(rules);
        denied = new TreeMap<>(denied);
        leftOut = new TreeMap<>(leftOut);
        rare = new TreeMap<>(rare);
        belowTheLattice = new TreeMap<>(belowTheLattice);
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** As it can be pasted into a configuration. */
    public String toYaml() {
        return new SuggestedYaml(this).text();
    }
}
