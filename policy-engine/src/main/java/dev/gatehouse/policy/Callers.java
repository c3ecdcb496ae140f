package dev.gatehouse.policy;

import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.policy.trust.TrustLevel;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a rule speaks of: anybody, these names, or everybody trusted at least so far.
 *
 * <p>Names are those of the caller; the level is that of the whole chain behind the call.
 */
public record Callers(
        List<String> written,
        boolean anybody,
        Set<String> names,
        @Nullable TrustLevel lowest) {

    public Callers {
        written = List.copyOf(written);
        names = Set.copyOf(names);
    }

    public boolean include(AccessRequest request) {
        return include(request.caller().name(), request.label());
    }

    /** Whether the rule speaks of a caller of this name, with a chain behind the call that is trusted so far. */
    public boolean include(String caller, TrustLabel label) {
        return anybody
                || names.contains(caller)
                || (lowest != null && !label.level().isBelow(lowest));
    }

    @Override
    public String toString() {
        return String.join(" or ", written);
    }
}
