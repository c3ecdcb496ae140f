package dev.gatehouse.telemetry.ring;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.spool.LoopTally;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The rings of all event loops, emptied in turn by one thread.
 *
 * <p>There are at most {@link #MAX_RECORDERS}; whoever asks for more gets one without slots, which counts each event as
 * dropped, so that threads which come and go cannot fill the heap.
 */
public final class Rings {
    static final int MAX_RECORDERS = LoopTally.MOST_LOOPS - 1;
    private static final int TURN = 256;

    private final int slotsPerRing;
    private final List<Recorder> recorders = new CopyOnWriteArrayList<>();
    private final LoopTally tally;
    private final Recorder withoutSlots;

    /** Rings whose counters nobody reads after a crash. */
    public Rings(int slotsPerRing) {
        this(slotsPerRing, LoopTally.inMemory());
    }

    /** Rings that keep their counters where a crash leaves them. */
    public Rings(int slotsPerRing, LoopTally tally) {
        this.slotsPerRing = slotsPerRing;
        this.tally = tally;
        withoutSlots = new Recorder(0, tally, MAX_RECORDERS);
    }

    public synchronized Recorder newRecorder() {
        if (recorders.size() >= MAX_RECORDERS) {
            return withoutSlots;
        }
        Recorder recorder = new Recorder(slotsPerRing, tally, recorders.size());
        recorders.add(recorder);
        return recorder;
    }

    /** Gives each filled slot to the reader, a few from each ring in turn, and returns how many there were. */
    public int drain(Consumer<EventSlot> reader) {
        int drained = 0;
        for (Recorder recorder : recorders) {
            drained += drain(recorder.ring(), reader);
        }
        return drained;
    }

    private static int drain(SlotRing ring, Consumer<EventSlot> reader) {
        for (int i = 0; i < TURN; i++) {
            EventSlot slot = ring.peek();
            if (slot == null) {
                return i;
            }
            // The slot is given back only after it was read, so that each event is always counted somewhere.
            try {
                reader.accept(slot);
            } finally {
                ring.release();
            }
        }
        return TURN;
    }

    /** From now on no recorder hands out a slot. */
    public void close() {
        withoutSlots.close();
        recorders.forEach(Recorder::close);
    }

    /** How many events were handed over or dropped. */
    public long finished() {
        return recorders.stream().mapToLong(r -> r.ring().published()).sum() + dropped();
    }

    /** How many events found their ring full. */
    public long dropped() {
        return recorders.stream().mapToLong(Recorder::dropped).sum() + withoutSlots.dropped();
    }

    /** How many events wait for the drain thread. */
    public long waiting() {
        long released = recorders.stream().mapToLong(r -> r.ring().released()).sum();
        return recorders.stream().mapToLong(r -> r.ring().published()).sum() - released;
    }

    /** How full the fullest ring is, from 0 to 1. */
    public double saturation() {
        double worst = 0;
        for (Recorder recorder : recorders) {
            SlotRing ring = recorder.ring();
            long released = ring.released();
            worst = Math.max(worst, (double) (ring.published() - released) / ring.capacity());
        }
        return Math.min(1, worst);
    }
}
