package dev.gatehouse.telemetry.event;

/**
 * Where the time of one request went, in microseconds. Mutable, part of an {@link EventSlot}.
 *
 * <p>{@link #NOT_REACHED} stands for a step that the request never came to; such a field is left out of the event.
 */
public final class Timings {
    public static final long NOT_REACHED = -1;

    private long policy = NOT_REACHED;
    private long queue = NOT_REACHED;
    private long connect = NOT_REACHED;
    private long timeToFirstByte = NOT_REACHED;
    private long total = NOT_REACHED;

    /** Spent in the policy's decision. */
    public long policyUs() {
        return policy;
    }

    public Timings policyUs(long micros) {
        policy = micros;
        return this;
    }

    /** Waited for admission or for a place in the pool. */
    public long queueUs() {
        return queue;
    }

    public Timings queueUs(long micros) {
        queue = micros;
        return this;
    }

    /** Spent on opening a connection to the backend, its handshake included. */
    public long connectUs() {
        return connect;
    }

    public Timings connectUs(long micros) {
        connect = micros;
        return this;
    }

    /** From the request's head written to the backend to the first byte of its answer. */
    public long ttfbUs() {
        return timeToFirstByte;
    }

    public Timings ttfbUs(long micros) {
        timeToFirstByte = micros;
        return this;
    }

    /** From the first byte of the request to the last byte of the answer. */
    public long totalUs() {
        return total;
    }

    public Timings totalUs(long micros) {
        total = micros;
        return this;
    }

    /** Whether a backend answered at all. */
    public boolean hasBackend() {
        return timeToFirstByte >= 0;
    }

    /** The backend's share: opening the connection and waiting for the first byte. */
    public long backendUs() {
        return Math.max(0, connect) + Math.max(0, timeToFirstByte);
    }

    /** The gateway's share: all that the backend did not take, the transfer of bodies included. */
    public long ownUs() {
        return Math.max(0, total - backendUs());
    }

    void clear() {
        policy = NOT_REACHED;
        queue = NOT_REACHED;
        connect = NOT_REACHED;
        timeToFirstByte = NOT_REACHED;
        total = NOT_REACHED;
    }

    void copyFrom(Timings other) {
        policy = other.policy;
        queue = other.queue;
        connect = other.connect;
        timeToFirstByte = other.timeToFirstByte;
        total = other.total;
    }
}
