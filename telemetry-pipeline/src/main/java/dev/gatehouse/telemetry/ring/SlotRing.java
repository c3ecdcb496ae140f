package dev.gatehouse.telemetry.ring;

import dev.gatehouse.telemetry.event.EventSlot;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A bounded ring of slots between one event loop, which fills them, and the drain thread, which empties them.
 *
 * <p>Neither side ever waits, locks or allocates. Each keeps its own counter on cache lines of its own and a stale copy
 * of the other's, which it refreshes only when the ring looks full or empty.
 */
final class SlotRing extends SlotRingLayout.Back {
    private static final VarHandle PRODUCED;
    private static final VarHandle CONSUMED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PRODUCED = lookup.findVarHandle(SlotRingLayout.Producer.class, "produced", long.class);
            CONSUMED = lookup.findVarHandle(SlotRingLayout.Consumer.class, "consumed", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final EventSlot[] slots;
    private final int mask;

    SlotRing(int capacity) {
        slots = new EventSlot[capacity];
        mask = capacity - 1;
        for (int i = 0; i < capacity; i++) {
            slots[i] = new EventSlot();
        }
    }

    /** The next free slot, or null if all are taken. Producer only. */
    @Nullable
    EventSlot claim() {
        long next = produced;
        if (next - consumedSeen == slots.length) {
            consumedSeen = (long) CONSUMED.getAcquire(this);
            if (next - consumedSeen == slots.length) {
                return null;
            }
        }
        return slots[(int) next & mask];
    }

    /** Hands the claimed slot over, and says how many were by now. Producer only. */
    long publish() {
        long count = produced + 1;
        PRODUCED.setRelease(this, count);
        return count;
    }

    /** The oldest filled slot, or null if there is none. Consumer only. */
    @Nullable
    EventSlot peek() {
        long next = consumed;
        if (next == producedSeen) {
            producedSeen = (long) PRODUCED.getAcquire(this);
            if (next == producedSeen) {
                return null;
            }
        }
        return slots[(int) next & mask];
    }

    /** Clears the slot that {@link #peek} gave and makes it free again. Consumer only. */
    void release() {
        slots[(int) consumed & mask].clear();
        CONSUMED.setRelease(this, consumed + 1);
    }

    /** How many slots were ever handed over; any thread. */
    long published() {
        return (long) PRODUCED.getAcquire(this);
    }

    /** How many slots were ever given back; any thread. */
    long released() {
        return (long) CONSUMED.getAcquire(this);
    }

    int capacity() {
        return slots.length;
    }
}
