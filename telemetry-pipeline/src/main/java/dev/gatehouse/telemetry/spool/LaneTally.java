package dev.gatehouse.telemetry.spool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each lane has come: which number would be given next, and below which everything has its answer. It lies in
 * memory that outlives the process, and covers also what was only ever in memory, because a disk refused.
 *
 * <p>Two longs for each lane, each with one writer: the drain thread gives, the sender of the lane's class settles.
 */
public final class LaneTally {
    /** Lanes beyond that are judged by what lies on disk alone. */
    static final int MOST_LANES = 2048;

    private static final int LANE_BYTES = Long.BYTES * 3;
    static final int BYTES = MOST_LANES * LANE_BYTES;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int GIVEN = 8;
    private static final int SETTLED = 16;
    private static final int NONE = -1;

    private final ByteBuffer counters;
    private final Map<Lane, Integer> places = new ConcurrentHashMap<>();

    /** {@code counters} begins with the first lane. */
    LaneTally(ByteBuffer counters) {
        this.counters = counters;
        for (int at = 0; at < BYTES && (long) LONGS.getAcquire(counters, at) != 0; at += LANE_BYTES) {
            places.put(laneOf((long) LONGS.getAcquire(counters, at)), at);
        }
    }

    /** The lane would give this number next. Drain thread. */
    void given(Lane lane, long next) {
        Integer known = places.get(lane);
        int at = known == null ? begin(lane) : known;
        if (at != NONE) {
            LONGS.setOpaque(counters, at + GIVEN, next);
        }
    }

    /** All numbers of the lane below this one have their answer. The thread of the lane's sender. */
    public void settled(Lane lane, long next) {
        Integer at = places.get(lane);
        if (at != null && at != NONE) {
            LONGS.setOpaque(counters, at + SETTLED, next);
        }
    }

    /** Whether a number was given that has no answer. */
    boolean isAnyUnsettled() {
        return progress().values().stream().anyMatch(come -> come.settled() < come.given());
    }

    private int begin(Lane lane) {
        int at = places.size() < MOST_LANES ? places.size() * LANE_BYTES : NONE;
        if (at != NONE) {
            LONGS.setRelease(counters, at, keyOf(lane));
        }
        places.put(lane, at);
        return at;
    }

    /** How far a lane had come. */
    record Progress(long given, long settled) {}

    Map<Lane, Progress> progress() {
        Map<Lane, Progress> all = new HashMap<>();
        places.forEach((lane, at) -> {
            if (at != NONE) {
                all.put(lane, new Progress((long) LONGS.getAcquire(counters, at + GIVEN), (long)
                        LONGS.getAcquire(counters, at + SETTLED)));
            }
        });
        return all;
    }

    // Never 0, which stands for a place that is free.
    private static long keyOf(Lane lane) {
        return ((long) lane.topic() << Integer.SIZE | lane.partition()) + 1;
    }

    private static Lane laneOf(long key) {
        return new Lane((int) ((key - 1) >>> Integer.SIZE), (int) (key - 1));
    }
}
