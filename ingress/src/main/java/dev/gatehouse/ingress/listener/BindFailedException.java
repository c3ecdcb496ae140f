package dev.gatehouse.ingress.listener;

/** A listener could not take its port; the message says which and why, for the operator. */
public final class BindFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BindFailedException(ListenerSettings listener, Throwable cause) {
        super(
                "listener `" + listener.name() + "` cannot listen on " + listener.host() + ":" + listener.port() + ": "
                        + cause.getMessage(),
                cause);
    }
}
