package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.TrustLabel;
import java.util.List;

/** One caller as each of the policies sees them: nearly always one policy, and two where policies are compared. */
public record Caller(List<Identity> seenAs) {
    public Caller {
        seenAs = List.copyOf(seenAs);
    }

    public static Caller of(Identity identity) {
        return new Caller(List.of(identity));
    }

    /** The name in the last of the policies that knows them. */
    public String name() {
        for (int i = seenAs.size() - 1; i >= 0; i--) {
            if (!seenAs.get(i).isAnonymous()) {
                return seenAs.get(i).name();
            }
        }
        return Identity.ANONYMOUS;
    }

    List<TrustLabel> labels() {
        return seenAs.stream().map(Identity::label).toList();
    }

    // Callers are looked up for every cell, and a name tells nearly all of them apart.
    @Override
    public int hashCode() {
        return name().hashCode();
    }
}
