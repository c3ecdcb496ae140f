package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.trust.TrustLabel;
import java.time.Instant;

/**
 * One call, as the engine judges it.
 *
 * <p>{@code label} is how far the whole chain behind the call is trusted: the caller's own label, met with
 * that of whom they act for. {@code service} is the name of the identity that is called, empty for a route
 * that names none.
 */
public record AccessRequest(
        Identity caller,
        TrustLabel label,
        String service,
        String method,
        CanonicalPath path,
        Attributes attributes,
        Instant at) {

    /** A call on the caller's own behalf, without headers, claims or an address. */
    public static AccessRequest of(Identity caller, String service, String method, CanonicalPath path, Instant at) {
        return new AccessRequest(caller, caller.label(), service, method, path, Attributes.none(), at);
    }

    public AccessRequest onBehalfOf(TrustLabel other) {
        return new AccessRequest(caller, label.meet(other), service, method, path, attributes, at);
    }

    public AccessRequest with(Attributes others) {
        return new AccessRequest(caller, label, service, method, path, others, at);
    }
}
