package dev.gatehouse.telemetry.event;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is told about one finished request, before it is encoded.
 *
 * <p>Slots are made once and used again: an event loop fills the one that its recorder hands out, the drain thread
 * reads it and clears it. Strings are kept by reference, nothing is copied or allocated on the event loop.
 *
 * <p>Not safe for use by two threads at once; the ring hands a slot over from one to the other.
 */
public final class EventSlot {
    private final Ids ids = new Ids();
    private final Connection connection = new Connection();
    private final Party source = new Party();
    private final Party destination = new Party();
    private final Verdict verdict = new Verdict();
    private final Timings timings = new Timings();
    private final Chain chain = new Chain();
    private final Recorded recorded = new Recorded();

    private long tsMillis;
    private @Nullable String route;
    private @Nullable String pathTemplate;
    private @Nullable String method;
    private int status;
    private End end = End.OK;
    private @Nullable String errorType;
    private long configGeneration;
    private @Nullable String upstream;
    private int attempts;
    private long reqBytes;
    private long respBytes;
    private double sampleRate = 1.0;

    public Ids ids() {
        return ids;
    }

    public Connection connection() {
        return connection;
    }

    /** The caller. */
    public Party source() {
        return source;
    }

    /** The called. */
    public Party destination() {
        return destination;
    }

    public Verdict verdict() {
        return verdict;
    }

    public Timings timings() {
        return timings;
    }

    /** Who else stands behind the caller. */
    public Chain chain() {
        return chain;
    }

    /** What the operator allowed to be recorded beside. */
    public Recorded recorded() {
        return recorded;
    }

    /** When the request began, in milliseconds since the epoch. */
    public long tsMillis() {
        return tsMillis;
    }

    public EventSlot tsMillis(long tsMillis) {
        this.tsMillis = tsMillis;
        return this;
    }

    /** The id of the route; null if none matched. */
    public @Nullable String route() {
        return route;
    }

    public EventSlot route(@Nullable String route) {
        this.route = route;
        return this;
    }

    /** The pattern that matched, never the raw path. */
    public @Nullable String pathTemplate() {
        return pathTemplate;
    }

    public EventSlot pathTemplate(@Nullable String pathTemplate) {
        this.pathTemplate = pathTemplate;
        return this;
    }

    public @Nullable String method() {
        return method;
    }

    public EventSlot method(@Nullable String method) {
        this.method = method;
        return this;
    }

    /** The status that the client saw or would have seen; 0 if none was chosen. */
    public int status() {
        return status;
    }

    public EventSlot status(int status) {
        this.status = status;
        return this;
    }

    public End end() {
        return end;
    }

    public EventSlot end(End end) {
        this.end = end;
        return this;
    }

    /** A short, stable word for what went wrong; from a fixed set, because metrics carry it. */
    public @Nullable String errorType() {
        return errorType;
    }

    public EventSlot errorType(@Nullable String errorType) {
        this.errorType = errorType;
        return this;
    }

    public long configGeneration() {
        return configGeneration;
    }

    public EventSlot configGeneration(long configGeneration) {
        this.configGeneration = configGeneration;
        return this;
    }

    public @Nullable String upstream() {
        return upstream;
    }

    public EventSlot upstream(@Nullable String upstream) {
        this.upstream = upstream;
        return this;
    }

    /** How often the request was sent to a backend. */
    public int attempts() {
        return attempts;
    }

    public EventSlot attempts(int attempts) {
        this.attempts = attempts;
        return this;
    }

    public long reqBytes() {
        return reqBytes;
    }

    public EventSlot reqBytes(long reqBytes) {
        this.reqBytes = reqBytes;
        return this;
    }

    public long respBytes() {
        return respBytes;
    }

    public EventSlot respBytes(long respBytes) {
        this.respBytes = respBytes;
        return this;
    }

    /** The share of such events that is kept: 1 means each one. */
    public double sampleRate() {
        return sampleRate;
    }

    public EventSlot sampleRate(double sampleRate) {
        this.sampleRate = sampleRate;
        return this;
    }

    /** Forgets everything, so that nothing of one request can show up in the next one's event. */
    public void clear() {
        ids.clear();
        connection.clear();
        source.clear();
        destination.clear();
        verdict.clear();
        timings.clear();
        chain.clear();
        recorded.clear();
        tsMillis = 0;
        route = null;
        pathTemplate = null;
        method = null;
        status = 0;
        end = End.OK;
        errorType = null;
        configGeneration = 0;
        upstream = null;
        attempts = 0;
        reqBytes = 0;
        respBytes = 0;
        sampleRate = 1.0;
    }

    /** Takes over all values of another slot. */
    public void copyFrom(EventSlot other) {
        ids.copyFrom(other.ids);
        connection.copyFrom(other.connection);
        source.copyFrom(other.source);
        destination.copyFrom(other.destination);
        verdict.copyFrom(other.verdict);
        timings.copyFrom(other.timings);
        chain.copyFrom(other.chain);
        recorded.copyFrom(other.recorded);
        tsMillis = other.tsMillis;
        route = other.route;
        pathTemplate = other.pathTemplate;
        method = other.method;
        status = other.status;
        end = other.end;
        errorType = other.errorType;
        configGeneration = other.configGeneration;
        upstream = other.upstream;
        attempts = other.attempts;
        reqBytes = other.reqBytes;
        respBytes = other.respBytes;
        sampleRate = other.sampleRate;
    }
}
