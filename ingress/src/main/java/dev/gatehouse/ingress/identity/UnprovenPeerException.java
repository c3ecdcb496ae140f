package dev.gatehouse.ingress.identity;

/** A connection came with a certificate that proves nothing any more. It must be closed. */
public final class UnprovenPeerException extends RuntimeException {

    UnprovenPeerException(String reason) {
        super(reason, null, false, false);
    }
}
