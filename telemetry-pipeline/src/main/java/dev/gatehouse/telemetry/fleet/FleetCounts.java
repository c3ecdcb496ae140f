package dev.gatehouse.telemetry.fleet;

import java.util.concurrent.atomic.AtomicLong;

/** What became of the records that were read. Safe for any thread. */
public final class FleetCounts {
    private final AtomicLong windows = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong closedEarly = new AtomicLong();

    void window() {
        windows.incrementAndGet();
    }

    void duplicate() {
        duplicates.incrementAndGet();
    }

    void unread() {
        unreadable.incrementAndGet();
    }

    void row() {
        rows.incrementAndGet();
    }

    void early() {
        closedEarly.incrementAndGet();
    }

    /** Windows of gateways that were merged. */
    public long windows() {
        return windows.get();
    }

    /** Records that had been read before. */
    public long duplicates() {
        return duplicates.get();
    }

    /** Records that are no windows. */
    public long unreadable() {
        return unreadable.get();
    }

    /** Rows that were written, each change of a row counted. */
    public long rows() {
        return rows.get();
    }

    /** Minutes that were closed because there was no room for more; what came later has a row of its own. */
    public long closedEarly() {
        return closedEarly.get();
    }
}
