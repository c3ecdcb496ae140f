package dev.gatehouse.ingress.exchange;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.identity.Caller;
import dev.gatehouse.ingress.identity.ConnectionIdentity;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.trace.CallersTrace;
import dev.gatehouse.ingress.trace.TraceId;
import dev.gatehouse.ingress.upstream.Lease;
import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Decision;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The state of one request, from its first byte to its one end.
 *
 * <p>It is confined to the event loop that owns the channel, has no locks, and is filled in as the request
 * walks: what a refusal cut off stays null. Whoever forwards records what happened behind the door, the filter path
 * finds it by {@link #of(Channel)}; only the door itself ends it.
 */
public final class Exchange {
    // Any number but 0: it only has to make another id, neither 0 nor our own.
    private static final long UPSTREAM_SPAN = 0x9e37_79b9_7f4a_7c15L;
    private static final AttributeKey<Exchange> KEY = AttributeKey.valueOf(Exchange.class, "current");

    private final TraceId traceId;
    private final long spanId;
    private final String protocol;
    private final Peer peer;
    private final long startedAtMillis;
    private final Stopwatch watch;

    private String method = "";
    private @Nullable CallersTrace callersTrace;
    private @Nullable RequestHead head;
    private @Nullable Snapshot snapshot;
    private @Nullable Route route;
    private @Nullable Caller caller;
    private @Nullable Decision decision;
    private @Nullable AccessRequest judged;
    private RecordedRequest recorded = RecordedRequest.nothing();
    private @Nullable Refusal refusal;
    private String refusalReason = "";
    private int status;
    private @Nullable End end;
    private boolean denialRecorded;
    private String errorType = "";
    private String upstream = "";
    private String upstreamSpiffe = "";
    private int attempts;
    private long requestBytes;
    private long responseBytes;
    private boolean admitted;

    Exchange(TraceId traceId, long spanId, String protocol, Peer peer, long startedAtMillis, Stopwatch watch) {
        this.traceId = traceId;
        this.spanId = spanId;
        this.protocol = protocol;
        this.peer = peer;
        this.startedAtMillis = startedAtMillis;
        this.watch = watch;
    }

    /** The request in progress on this HTTP/1.1 connection or HTTP/2 stream, or the last one that was. */
    public static @Nullable Exchange of(Channel channel) {
        return channel.attr(KEY).get();
    }

    /** Makes this the channel's exchange; an HTTP/1.1 connection has one after the other. */
    public void occupy(Channel channel) {
        channel.attr(KEY).set(this);
    }

    // Recorded by whoever forwards.

    /** An endpoint was chosen; a retry calls this again. */
    public void upstreamChosen(Lease lease) {
        upstream = lease.name();
    }

    /** The backend proved this SPIFFE ID. */
    public void upstreamProved(String spiffeId) {
        upstreamSpiffe = spiffeId;
    }

    /** One more request was sent to a backend. */
    public void attempt() {
        attempts++;
    }

    /** The request waited so many nanoseconds for a place in the pool of its backend. */
    public void queued(long nanos) {
        watch.queued(nanos);
    }

    /** A new connection to the backend was made, which took so many nanoseconds. */
    public void connected(long nanos) {
        watch.connected(nanos);
    }

    /** The first byte of the backend's answer arrived. */
    public void firstByte() {
        watch.firstByte();
    }

    /** What is answered is a failure of ours or behind us, not the backend's own word. */
    public void failed(Refusal with, String type) {
        refusal = with;
        errorType = type;
    }

    // Recorded by the walk.

    void method(String name) {
        method = name;
    }

    void callersTrace(@Nullable CallersTrace trace) {
        callersTrace = trace;
    }

    void head(RequestHead canonical) {
        head = canonical;
    }

    void snapshot(Snapshot pinned) {
        snapshot = pinned;
    }

    void route(Route matched) {
        route = matched;
    }

    void caller(Caller identified) {
        caller = identified;
    }

    void recorded(RecordedRequest asItCame) {
        recorded = asItCame;
    }

    void decision(AccessRequest request, Decision made, long nanos) {
        judged = request;
        decision = made;
        watch.judged(nanos);
    }

    void admitted(boolean yes) {
        admitted = yes;
    }

    // Recorded by the listener.

    /** The door says no; the reason is for the operator's eyes, never for the client's. */
    public void refuse(Refusal with, String reason) {
        refusal = with;
        refusalReason = reason;
    }

    public void status(int code) {
        status = code;
    }

    public void addRequestBytes(long count) {
        requestBytes += count;
    }

    public void addResponseBytes(long count) {
        responseBytes += count;
    }

    /** Something broke off, in one word for the event. */
    public void brokeOff(String type) {
        if (errorType.isEmpty()) {
            errorType = type;
        }
    }

    /** Ends the exchange; false when it has ended before, and then nothing is changed. */
    public boolean finish(End how) {
        if (end != null) {
            return false;
        }
        end = how;
        watch.stop();
        return true;
    }

    /** How this exchange ends when the response that stands in it has reached the client. */
    public End endWhenAnswered() {
        return refusal == null ? End.OK : End.of(refusal);
    }

    public TraceId traceId() {
        return traceId;
    }

    public long spanId() {
        return spanId;
    }

    /** The span of the call to a backend: another one, made from our own, and the backend's parent. */
    public long upstreamSpanId() {
        return spanId == UPSTREAM_SPAN ? ~spanId : spanId ^ UPSTREAM_SPAN;
    }

    public @Nullable CallersTrace callersTrace() {
        return callersTrace;
    }

    /** {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2}. */
    public String protocol() {
        return protocol;
    }

    /** The method as it came; empty when the request could not be read. */
    public String method() {
        return method;
    }

    public @Nullable RequestHead head() {
        return head;
    }

    public ConnectionIdentity connection() {
        return peer.identity();
    }

    /** Who is at the other end of the connection. */
    public InetAddress peerAddress() {
        return peer.address();
    }

    /** Who began the request, as far as trusted proxies say. */
    public InetAddress clientAddress() {
        RequestHead known = head;
        return known == null ? peer.address() : known.clientAddress();
    }

    public @Nullable Snapshot snapshot() {
        return snapshot;
    }

    public @Nullable Route route() {
        return route;
    }

    public @Nullable Caller caller() {
        return caller;
    }

    /** What was judged; its headers are those that came, for as long as the decision needs explaining. */
    public @Nullable AccessRequest judged() {
        return judged;
    }

    /** What the operator lets be told of the request, as it came. */
    public RecordedRequest recorded() {
        return recorded;
    }

    public @Nullable Decision decision() {
        return decision;
    }

    public @Nullable Refusal refusal() {
        return refusal;
    }

    public String refusalReason() {
        return refusalReason;
    }

    /** The status that was sent; 0 when none was. */
    public int status() {
        return status;
    }

    /** How it ended; null while it has not. */
    public @Nullable End end() {
        return end;
    }

    /** Whether the denial was handed over to be written down before it was told. */
    public boolean isDenialRecorded() {
        return denialRecorded;
    }

    public void denialRecorded() {
        denialRecorded = true;
    }

    public boolean isOver() {
        return end != null;
    }

    public String errorType() {
        return errorType;
    }

    /** The endpoint that was chosen last; empty when none was. */
    public String upstream() {
        return upstream;
    }

    public String upstreamSpiffe() {
        return upstreamSpiffe;
    }

    public int attempts() {
        return attempts;
    }

    public long policyNanos() {
        return watch.policyNanos();
    }

    /** How long the request waited for a place in the pool of its backend. */
    public long queueNanos() {
        return watch.queueNanos();
    }

    public long connectNanos() {
        return watch.connectNanos();
    }

    /** From the start to the first byte of the backend's answer; 0 when none came. */
    public long firstByteNanos() {
        return watch.firstByteNanos();
    }

    public long totalNanos() {
        return watch.totalNanos();
    }

    public long requestBytes() {
        return requestBytes;
    }

    public long responseBytes() {
        return responseBytes;
    }

    public long startedAtMillis() {
        return startedAtMillis;
    }

    boolean isAdmitted() {
        return admitted;
    }
}
