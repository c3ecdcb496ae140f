package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.TrustLabel;
import java.util.List;
import java.util.Optional;

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
}
