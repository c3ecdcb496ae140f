package dev.gatehouse.gateway.explain;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.TrustLabel;
import java.util.List;
import java.util.Optional;

/**
 * Who calls, for whom, and how far the two are trusted together; {@code notes} say what the reader of the question
 * should know about how they were found.
 */
public record Who(Identity identity, TrustLabel label, Optional<Identity> behalf, List<String> notes)
        implements WhoResult {

    public Who {
        notes = List.copyOf(notes);
    }

    static Who of(Identity identity, Optional<Identity> behalf, List<String> notes) {
        TrustLabel label =
                behalf.map(other -> identity.label().meet(other.label())).orElse(identity.label());
        return new Who(identity, label, behalf, notes);
    }

    /** The same caller, trusted as this label says. */
    public Who trustedAs(TrustLabel other) {
        return new Who(identity, other, behalf, notes);
    }

    @Override
    public Optional<Who> who() {
        return Optional.of(this);
    }
}
