package dev.gatehouse.gateway.differential;

/** Bytes came out of the gateway that HTTP/1.1 does not allow. */
final class ProtocolViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProtocolViolation(String what) {
        super(what);
    }
}
