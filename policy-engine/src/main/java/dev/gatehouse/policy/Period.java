package dev.gatehouse.policy;

import java.time.Instant;

/** A stretch of time with its start and without its end. */
public record Period(Instant start, Instant end) {
    public static final Period ALWAYS = new Period(Instant.MIN, Instant.MAX);

    public boolean contains(Instant at) {
        return !at.isBefore(start) && at.isBefore(end);
    }

    @Override
    public String toString() {
        return start + "/" + end;
    }
}
