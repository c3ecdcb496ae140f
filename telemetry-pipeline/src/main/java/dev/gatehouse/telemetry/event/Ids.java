package dev.gatehouse.telemetry.event;

import org.jspecify.annotations.Nullable;

/** The numbers by which one request is found again. Mutable, part of an {@link EventSlot}. */
public final class Ids {
    private long eventIdHigh;
    private long eventIdLow;
    private long traceIdHigh;
    private long traceIdLow;
    private long spanId;
    private long upstreamSpanId;
    private @Nullable String clientTraceId;
    private long clientSpanId;

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

    /** The span of the call to a backend, which the backend was told as its parent. */
    public long upstreamSpanId() {
        return upstreamSpanId;
    }

    public Ids upstreamSpanId(long upstreamSpanId) {
        this.upstreamSpanId = upstreamSpanId;
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

    /** The span of that trace in which the caller called; 0 if it brought none. */
    public long clientSpanId() {
        return clientSpanId;
    }

    public Ids clientSpanId(long clientSpanId) {
        this.clientSpanId = clientSpanId;
        return this;
    }

    void clear() {
        eventIdHigh = 0;
        eventIdLow = 0;
        traceIdHigh = 0;
        traceIdLow = 0;
        spanId = 0;
        upstreamSpanId = 0;
        clientTraceId = null;
        clientSpanId = 0;
    }

    void copyFrom(Ids other) {
        eventIdHigh = other.eventIdHigh;
        eventIdLow = other.eventIdLow;
        traceIdHigh = other.traceIdHigh;
        traceIdLow = other.traceIdLow;
        spanId = other.spanId;
        upstreamSpanId = other.upstreamSpanId;
        clientTraceId = other.clientTraceId;
        clientSpanId = other.clientSpanId;
    }
}
