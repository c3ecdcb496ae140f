package dev.gatehouse.ingress.tls;

import dev.gatehouse.policy.identity.SpiffeId;
import java.security.cert.CertificateException;
import java.util.Optional;

/** A backend did not prove to be the one that the route names. It is the cause of a failed handshake. */
public final class UpstreamIdentityException extends CertificateException {
    private static final int MAX_CAUSES = 16;

    private final transient SpiffeId expected;
    private final String seen;

    UpstreamIdentityException(SpiffeId expected, String seen) {
        super("upstream is not " + expected + ": " + seen);
        this.expected = expected;
        this.seen = seen;
    }

    /** Finds it among the causes of what a client reports. */
    public static Optional<UpstreamIdentityException> in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof UpstreamIdentityException found) {
                return Optional.of(found);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    public SpiffeId expected() {
        return expected;
    }

    /** Who it was instead, or what was wrong with its certificate. */
    public String seen() {
        return seen;
    }
}
