package dev.gatehouse.load;

/**
 * When the requests of one lane are due.
 *
 * <p>At a fixed rate a request is due at its moment whether or not the one before it has been answered: if the gateway
 * stalls, the requests that should have been sent meanwhile carry the stall in their latency. Without a rate the next
 * one is due when the last one is over. Used by one lane alone, one request at a time.
 */
final class Schedule {
    private final long firstAt;
    private final double interval;
    private final long endsAt;
    private long number;

    private Schedule(long firstAt, double interval, long endsAt) {
        this.firstAt = firstAt;
        this.interval = interval;
        this.endsAt = endsAt;
    }

    /** As fast as the answers come. */
    static Schedule closedLoop(long endsAt) {
        return new Schedule(0, 0, endsAt);
    }

    /**
     * The part of lane number {@code lane} out of {@code lanes} in a constant rate of arrivals.
     *
     * @param beginsAt the moment of the first arrival of all, in the nanoseconds of {@link System#nanoTime()}
     * @param perSecond arrivals of all lanes together
     */
    static Schedule constantRate(long beginsAt, int perSecond, int lane, int lanes, long endsAt) {
        double apart = 1e9 / perSecond;
        return new Schedule(beginsAt + Math.round(apart * lane), apart * lanes, endsAt);
    }

    /** When the next request is due. */
    long nextDue(long now) {
        if (interval == 0) {
            return now;
        }
        long due = firstAt + Math.round(interval * number);
        number++;
        return due;
    }

    /** Whether a request that is due then is still part of the run. */
    boolean includes(long due) {
        return due - endsAt < 0;
    }
}
