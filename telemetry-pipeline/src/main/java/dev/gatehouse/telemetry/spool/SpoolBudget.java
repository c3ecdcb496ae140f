package dev.gatehouse.telemetry.spool;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes all spools of a gateway may take together. Safe for any thread. */
public final class SpoolBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    public SpoolBudget(long limit) {
        this.limit = limit;
    }

    boolean hasRoom(long bytes) {
        return used.get() + bytes <= limit;
    }

    void take(long bytes) {
        used.addAndGet(bytes);
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    public long limit() {
        return limit;
    }

    public long used() {
        return used.get();
    }

    /** How full it is, from 0 to 1. */
    public double saturation() {
        return Math.min(1, (double) used.get() / limit);
    }
}
