package dev.gatehouse.ingress.admission;

/** Lets a number of requests through each second, and as many at once after a pause. */
final class TokenBucket {
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    private final long nanosEach;
    private final long nanosFull;

    // The moment at which the bucket was, or will be, empty: full buckets lie a second in the past.
    private long emptyAt;

    TokenBucket(int perSecond, long now) {
        nanosEach = NANOS_A_SECOND / perSecond;
        nanosFull = nanosEach * perSecond;
        emptyAt = now - nanosFull;
    }

    synchronized boolean take(long now) {
        long base = Math.max(emptyAt - now, -nanosFull);
        if (base + nanosEach > 0) {
            return false;
        }
        emptyAt = now + base + nanosEach;
        return true;
    }
}
