package dev.gatehouse.policy.index;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much more may be kept for the sake of speed, in entries of some ten bytes.
 *
 * <p>Whoever finds none left works without keeping, so that memory stays bounded whatever rules and calls come.
 */
public final class Room {
    private final AtomicInteger left;

    public Room(int entries) {
        left = new AtomicInteger(entries);
    }

    /** Takes this many entries, or none when there are fewer left. */
    public boolean take(int entries) {
        return left.getAndUpdate(now -> now < entries ? now : now - entries) >= entries;
    }
}
