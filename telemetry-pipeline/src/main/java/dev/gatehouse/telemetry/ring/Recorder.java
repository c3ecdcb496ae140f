package dev.gatehouse.telemetry.ring;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.spool.LoopTally;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An event loop's pen: claims a slot, fills it, publishes it. Never waits, never allocates.
 *
 * <p>Belongs to one thread. Claiming again without publishing gives the same slot again, as it was left.
 */
public final class Recorder {
    private final SlotRing ring;
    private final AtomicLong dropped = new AtomicLong();
    private final LoopTally tally;
    private final int number;
    private volatile boolean closed;

    Recorder(int slots, LoopTally tally, int number) {
        ring = new SlotRing(slots);
        this.tally = tally;
        this.number = number;
    }

    /** A clean slot, or null if the ring is full; then the event is lost and counted. */
    public @Nullable EventSlot claim() {
        EventSlot slot = closed ? null : ring.claim();
        if (slot == null) {
            tally.dropped(number, dropped.incrementAndGet());
        }
        return slot;
    }

    /** Hands the slot claimed last over to the drain thread. Called once after each claim that gave a slot. */
    public void publish() {
        tally.published(number, ring.publish());
    }

    SlotRing ring() {
        return ring;
    }

    long dropped() {
        return dropped.get();
    }

    void close() {
        closed = true;
    }
}
