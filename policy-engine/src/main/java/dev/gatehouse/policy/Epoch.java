package dev.gatehouse.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which no rule of a service begins or ends to hold, and what was worked out for it so far;
 * without an end, it lasts for ever.
 */
final class Epoch {
    private final Instant start;
    private final @Nullable Instant end;
    private final long firstSecond;
    private final long lastSecond;
    private final Table<Verdict> verdicts;
    private final Table<Contenders> contenders;

    Epoch(Instant start, @Nullable Instant end, Table<Verdict> verdicts, Table<Contenders> contenders) {
        this.start = start;
        this.end = end;
        this.verdicts = verdicts;
        this.contenders = contenders;
        firstSecond = start.getEpochSecond();
        lastSecond = end == null ? Long.MAX_VALUE : end.getEpochSecond();
    }

    Instant start() {
        return start;
    }

    Table<Verdict> verdicts() {
        return verdicts;
    }

    Table<Contenders> contenders() {
        return contenders;
    }

    boolean contains(Instant moment) {
        long second = moment.getEpochSecond();
        return second > firstSecond && second < lastSecond || containsExactly(moment);
    }

    private boolean containsExactly(Instant moment) {
        return !moment.isBefore(start) && (end == null || moment.isBefore(end));
    }
}
