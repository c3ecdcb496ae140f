package dev.gatehouse.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stretch of time in which no rule of a service begins or ends to hold; without an end, it lasts for ever. */
record Epoch(Instant start, @Nullable Instant end, Table<Verdict> verdicts, Table<Contenders> contenders) {

    boolean contains(Instant moment) {
        return !moment.isBefore(start) && (end == null || moment.isBefore(end));
    }
}
