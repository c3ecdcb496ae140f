package dev.gatehouse.policy;

import dev.gatehouse.policy.trust.Gate;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that was said about calls to one service, checked.
 *
 * <p>Rules are kept by name and gates by their text, so that it is the same one of several matching that
 * gives its name to a decision, in whatever order they were written.
 */
public record Ruleset(boolean isEnforced, List<Rule> allow, List<Rule> deny, List<Gate> gates) {

    /** For a service of which nothing was said: nobody may call it. */
    static final Ruleset SILENT = new Ruleset(true, List.of(), List.of(), List.of());

    public Ruleset {
        allow = allow.stream().sorted(Comparator.comparing(Rule::name)).toList();
        deny = deny.stream().sorted(Comparator.comparing(Rule::name)).toList();
        gates = gates.stream().sorted(Comparator.comparing(Gate::toString)).toList();
    }

    Ruleset withGates(List<Gate> others) {
        return new Ruleset(isEnforced, allow, deny, others);
    }
}
