package dev.gatehouse.telemetry.signals;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.JsonWriter;

/** Up to three trace ids worth looking at: the slowest requests of a window, failures before all others. */
final class Exemplars {
    private static final int MOST = 3;

    private final long[] weight = new long[MOST];
    private final long[] high = new long[MOST];
    private final long[] low = new long[MOST];
    private int count;

    void offer(EventSlot slot, boolean isError) {
        long worth = Math.max(0, slot.timings().totalUs()) + (isError ? Long.MAX_VALUE / 2 : 0);
        if (count < MOST) {
            put(count++, worth, slot);
        } else if (worth > weight[lightest()]) {
            put(lightest(), worth, slot);
        }
    }

    private void put(int place, long worth, EventSlot slot) {
        weight[place] = worth;
        high[place] = slot.ids().traceIdHigh();
        low[place] = slot.ids().traceIdLow();
    }

    private int lightest() {
        int lightest = 0;
        for (int i = 1; i < MOST; i++) {
            if (weight[i] < weight[lightest]) {
                lightest = i;
            }
        }
        return lightest;
    }

    void write(JsonWriter json) {
        json.beginArray("exemplars");
        for (int i = 0; i < count; i++) {
            json.uuidElement(high[i], low[i]);
        }
        json.endArray();
    }
}
