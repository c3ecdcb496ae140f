package dev.gatehouse.telemetry.event;

import org.jspecify.annotations.Nullable;

/** The numbers by which one request is found again. Mutable, part of an {@link EventSlot}. */
public final class Ids {
    private long eventIdHigh;
    private long eventIdLow;
    private long traceIdHigh;
    private long traceIdLow;
    private long spanId;
    private @Nullable String clientTraceId;

    /** The event's UUIDv7; left at zero, the drain thread mints one. */
    public Ids eventId(long high, long low) {
        eventIdHigh = high;
        eventIdLow = low;
        return this;
    }

    public long eventIdHigh() {
        return eventIdHigh;
    }

    public long eventIdLow() {
        return eventIdLow;
    }

    /** The request's UUIDv7, the same as in {@code X-Request-Id}. */
    public Ids traceId(long high, long low) {
        traceIdHigh = high;
        traceIdLow = low;
        return this;
    }

    public long traceIdHigh() {
        return traceIdHigh;
    }

    public long traceIdLow() {
        return traceIdLow;
    }

    public long spanId() {
        return spanId;
    }

    public Ids spanId(long spanId) {
        this.spanId = spanId;
        return this;
    }

    /** The trace id that an untrusted caller brought along. */
    public @Nullable String clientTraceId() {
        return clientTraceId;
    }

    public Ids clientTraceId(@Nullable String clientTraceId) {
        this.clientTraceId = clientTraceId;
        return this;
    }

    void clear() {
        eventIdHigh = 0;
        eventIdLow = 0;
        traceIdHigh = 0;
        traceIdLow = 0;
        spanId = 0;
        clientTraceId = null;
    }

    void copyFrom(Ids other) {
        eventIdHigh = other.eventIdHigh;
        eventIdLow = other.eventIdLow;
        traceIdHigh = other.traceIdHigh;
        traceIdLow = other.traceIdLow;
        spanId = other.spanId;
        clientTraceId = other.clientTraceId;
    }
}
