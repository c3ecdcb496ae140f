package dev.gatehouse.ingress.upstream;

/** Who reads what a backend sends, while a connection is lent. Called on the connection's loop. */
public interface ConnectionReader {

    /** A part of a response, or bytes after the protocol was switched; it is the reader's to release. */
    void read(Object message);

    /** What the socket had was read. */
    void readComplete();

    /** The connection takes more, or takes no more for the moment. */
    void writabilityChanged();

    /** The connection is closed, and there will be nothing more. */
    void gone(UpstreamFailure failure);

    /** Since when, by {@code System.nanoTime()}, it is the backend that everybody waits for; or {@link #NOT_WAITING}. */
    long waitingSince();

    /** The backend was waited for as long as {@link UpstreamConnection#expectWithin} says. */
    void timedOut();

    long NOT_WAITING = Long.MAX_VALUE;
}
