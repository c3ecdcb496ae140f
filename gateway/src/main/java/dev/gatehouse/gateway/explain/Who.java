package dev.gatehouse.gateway.explain;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.TrustLabel;
import java.util.List;
import java.util.Optional;

/**
 * Who calls, for whom, and how far all of them are trusted together; {@code notes} say what the reader of the question
 * should know about how they were found.
 */
public record Who(Identity identity, TrustLabel label, List<Identity> behalf, List<String> notes) implements WhoResult {

    public Who {
        behalf = List.copyOf(behalf);
        notes = List.copyOf(notes);
    }

    static Who of(Identity identity, List<Identity> behalf, List<String> notes) {
        TrustLabel label = behalf.stream().map(Identity::label).reduce(identity.label(), TrustLabel::meet);
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
