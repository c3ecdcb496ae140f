package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.TrustLabel;
import java.time.Instant;

/**
 * A call of which not everything is known, such as one that was recorded. {@code label} is how far the whole
 * chain behind it is trusted, and {@code service} is empty for a route that names no identity.
 */
public record PartialCall(
        Identity caller, TrustLabel label, String service, String method, KnownPath path, KnownAttributes said) {

    PartialCall at(Instant moment) {
        KnownAttributes then = new KnownAttributes(said.headers(), said.claims(), said.client(), moment);
        return new PartialCall(caller, label, service, method, path, then);
    }
}
