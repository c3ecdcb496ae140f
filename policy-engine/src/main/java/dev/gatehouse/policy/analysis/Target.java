package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.TrustLabel;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A service as one policy sees it: who it is, if anybody, and what is said about calls to it. */
public record Target(Optional<Identity> identity, Ruleset ruleset) {
    private static final Ruleset SILENT = new Ruleset(true, List.of(), List.of(), List.of());

    public static Target of(CompiledPolicy policy, String service) {
        return new Target(policy.identities().named(service), policy.rulesets().getOrDefault(service, SILENT));
    }

    /** The label that a caller's must dominate; empty when there is nobody to call. */
    Optional<TrustLabel> floor() {
        return identity.map(Identity::floor);
    }

    /** Whether the label alone brings a call over the lattice. */
    boolean isReachedBy(TrustLabel label) {
        return floor().filter(label::dominates).isPresent();
    }

    /** The moments at which rules begin or end to speak, or a gate closes. */
    NavigableSet<Instant> boundaries() {
        NavigableSet<Instant> boundaries = new TreeSet<>();
        Stream.concat(ruleset.allow().stream(), ruleset.deny().stream()).forEach(rule -> {
            boundaries.add(rule.during().start());
            boundaries.add(rule.during().end());
        });
        ruleset.gates().forEach(gate -> boundaries.add(gate.expires()));
        return boundaries;
    }
}
