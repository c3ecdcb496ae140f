package dev.gatehouse.gateway.wiring;

/** The gateway could not start; the message says why, for the operator. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
