package dev.gatehouse.ingress.identity;

import dev.gatehouse.policy.identity.Claims;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.TrustLabel;

/**
 * Who a request is from, and how far everybody behind it is trusted together.
 *
 * <p>A certificate names the caller before a token does. When both name somebody, or the caller acts on
 * behalf of another, the label is the meet of all: showing more can only lower it. The claims of the token
 * serve the conditions of rules; there are none without one. {@code behalf} is the name of whom the caller acts
 * for, empty when it acts for itself.
 */
public record Caller(Identity identity, TrustLabel label, Claims claims, String behalf) {
    private static final String ITSELF = "";

    /** From what the certificate and the token name, either of them anonymous when it names nobody. */
    public static Caller of(Identity byCertificate, Identity byToken, Claims claims) {
        if (byCertificate.isAnonymous()) {
            return new Caller(byToken, byToken.label(), claims, ITSELF);
        }
        if (byToken.isAnonymous()) {
            return new Caller(byCertificate, byCertificate.label(), claims, ITSELF);
        }
        return new Caller(byCertificate, byCertificate.label().meet(byToken.label()), claims, ITSELF);
    }

    public Caller onBehalfOf(OnBehalfOf other) {
        return new Caller(identity, label.meet(other.label()), claims, other.caller());
    }
}
