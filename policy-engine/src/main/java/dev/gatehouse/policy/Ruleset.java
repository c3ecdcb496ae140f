package dev.gatehouse.policy;

import dev.gatehouse.policy.trust.Gate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    Optional<NearestMiss> nearestRule(AccessRequest request) {
        return allow.stream()
                .map(rule -> Shortfall.of(rule, request))
                .min(Shortfall.NEAREST_FIRST)
                .map(Shortfall::toMiss);
    }

    /** The gate that came nearest to lifting the lattice, among those for this caller. */
    Optional<NearestMiss> nearestGate(AccessRequest request) {
        return gates.stream()
                .filter(gate -> gate.connects(request.caller().name(), request.service()))
                .flatMap(gate -> Shortfall.of(gate, request).stream())
                .min(Shortfall.NEAREST_FIRST)
                .map(Shortfall::toMiss);
    }

    /** The first allow rule by name that would let the call pass if the lattice did. */
    Optional<NearestMiss> allowRuleBehind(AccessRequest request, String lattice) {
        return allow.stream()
                .filter(rule -> rule.matches(request))
                .map(rule -> Shortfall.of(rule, request))
                .min(Shortfall.NEAREST_FIRST)
                .map(shortfall -> shortfall.toMiss(lattice));
    }
}
