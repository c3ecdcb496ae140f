package dev.gatehouse.gateway.history;

import java.util.ArrayList;
import java.util.List;

/** How often something was seen, and the trace ids of the first few. */
final class Samples {
    private final List<String> traceIds = new ArrayList<>(1);
    private final String why;
    private long count;

    Samples(String why) {
        this.why = why;
    }

    void add(String traceId, int most) {
        count++;
        if (traceIds.size() < most) {
            traceIds.add(traceId);
        }
    }

    long count() {
        return count;
    }

    /** What was said of the first one. */
    String why() {
        return why;
    }

    List<String> traceIds() {
        return List.copyOf(traceIds);
    }
}
