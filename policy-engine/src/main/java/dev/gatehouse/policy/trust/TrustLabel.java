package dev.gatehouse.policy.trust;

import java.util.HashSet;
import java.util.Set;

/**
 * How far somebody is trusted: a level, and the compartments they carry beside it.
 *
 * <p>Labels form a lattice. A chain of callers is trusted as the {@link #meet} of its members, which is
 * never more than any of them.
 */
public record TrustLabel(TrustLevel level, Set<String> compartments) {

    public TrustLabel {
        compartments = Set.copyOf(compartments);
    }

    /** Whether this label is at least as high as the other and carries all of its compartments. */
    public boolean dominates(TrustLabel other) {
        return !level.isBelow(other.level) && compartments.containsAll(other.compartments);
    }

    /** The highest label that both of these dominate. */
    public TrustLabel meet(TrustLabel other) {
        Set<String> shared = new HashSet<>(compartments);
        shared.retainAll(other.compartments);
        return new TrustLabel(level.meet(other.level), shared);
    }
}
