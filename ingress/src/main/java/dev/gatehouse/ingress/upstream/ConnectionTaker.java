package dev.gatehouse.ingress.upstream;

/** Who asked a pool for a connection. One of the two is called, once, on the loop that asked. */
public interface ConnectionTaker {

    /**
     * Here it is, not shared with anybody until it is given back. Of the two times, in nanoseconds, one says how long
     * the pool had none to give, and the other how long it took to open this one; 0 for one that was open.
     */
    void taken(UpstreamConnection connection, long waitedNanos, long openedNanos);

    /** There is none. */
    void refused(UpstreamFailure failure);

    /** Whether nobody needs it any more. */
    boolean isGone();
}
