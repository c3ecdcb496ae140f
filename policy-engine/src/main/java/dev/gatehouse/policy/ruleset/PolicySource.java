package dev.gatehouse.policy.ruleset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything the operator wrote about trust, as it was written: texts, not yet checked.
 *
 * <p>{@code levels} go from low to high; {@code issuers} are the names of the token issuers.
 */
public record PolicySource(
        List<String> levels,
        List<String> compartments,
        Map<String, DomainSource> domains,
        Set<String> issuers,
        Map<String, IdentitySource> identities,
        List<RulesetSource> rulesets,
        List<GateSource> gates,
        List<NeverSource> never) {

    public PolicySource {
        levels = List.copyOf(levels);
        compartments = List.copyOf(compartments);
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
        issuers = Collections.unmodifiableSet(new LinkedHashSet<>(issuers));
        identities = Collections.unmodifiableMap(new LinkedHashMap<>(identities));
        rulesets = List.copyOf(rulesets);
        gates = List.copyOf(gates);
        never = List.copyOf(never);
    }

    /** A policy without promises about all rules together. */
    public PolicySource(
            List<String> levels,
            List<String> compartments,
            Map<String, DomainSource> domains,
            Set<String> issuers,
            Map<String, IdentitySource> identities,
            List<RulesetSource> rulesets,
            List<GateSource> gates) {
        this(levels, compartments, domains, issuers, identities, rulesets, gates, List.of());
    }
}
