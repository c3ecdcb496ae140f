package dev.gatehouse.telemetry.spool;

import java.util.HashMap;
import java.util.Map;

/** Hands out the same lane again instead of a new one for each record. Not safe for two threads at once. */
final class Lanes {
    private static final int MOST = 16 * 1024;

    private final Map<Long, Lane> known = new HashMap<>();

    Lane of(int topic, int partition) {
        if (known.size() > MOST) {
            known.clear();
        }
        return known.computeIfAbsent((long) topic << 32 | partition, key -> new Lane(topic, partition));
    }
}
