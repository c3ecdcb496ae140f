package dev.gatehouse.policy;

import java.util.Optional;

/** Finds the nearest miss by measuring each rule and gate in turn. */
record RuleByRuleMisses(Ruleset ruleset) implements Misses {

    @Override
    public Optional<NearestMiss> nearestRule(AccessRequest request) {
        return ruleset.allow().stream()
                .map(rule -> Shortfall.of(rule, request))
                .min(Shortfall.NEAREST_FIRST)
                .map(Shortfall::toMiss);
    }

    @Override
    public Optional<NearestMiss> nearestGate(AccessRequest request) {
        return ruleset.gates().stream()
                .filter(gate -> gate.connects(request.caller().name(), request.service()))
                .flatMap(gate -> Shortfall.of(gate, request).stream())
                .min(Shortfall.NEAREST_FIRST)
                .map(Shortfall::toMiss);
    }

    @Override
    public Optional<NearestMiss> allowRuleBehind(AccessRequest request, String lattice) {
        return ruleset.allow().stream()
                .filter(rule -> rule.matches(request))
                .map(rule -> Shortfall.of(rule, request))
                .min(Shortfall.NEAREST_FIRST)
                .map(shortfall -> shortfall.toMiss(lattice));
    }
}
