package dev.gatehouse.policy.identity;

import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.policy.trust.TrustLevel;

/**
 * Somebody who calls or is called: their name, how far they are trusted, the lowest level of a caller that
 * they accept, and how they prove it.
 */
public record Identity(String name, TrustLabel label, TrustLevel accepts, Proof proof) {

    public static final String ANONYMOUS = "anonymous";

    /** The label that a caller's label must dominate. */
    public TrustLabel floor() {
        return new TrustLabel(accepts, label.compartments());
    }

    public boolean isAnonymous() {
        return name.equals(ANONYMOUS);
    }
}
