package dev.gatehouse.ingress.exchange;

import dev.gatehouse.ingress.admission.Admission;
import dev.gatehouse.ingress.admission.AdmissionLimits;
import dev.gatehouse.ingress.admission.CanonResult;
import dev.gatehouse.ingress.admission.CanonicalRequest;
import dev.gatehouse.ingress.admission.HeaderScrubber;
import dev.gatehouse.ingress.admission.Origin;
import dev.gatehouse.ingress.admission.RawRequest;
import dev.gatehouse.ingress.admission.RawRequest.Protocol;
import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.admission.RefusedRequest;
import dev.gatehouse.ingress.admission.RequestCanon;
import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.identity.Caller;
import dev.gatehouse.ingress.identity.OnBehalfOf;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.snapshot.ActiveSnapshot;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.trace.TraceHeaders;
import dev.gatehouse.ingress.trace.TraceIds;
import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Decision;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The way of a request through the door, step by step, without a socket.
 *
 * <p>{@link #walk} is the order: the request is read in its one canonical form, stripped of what its sender
 * may not say, admitted, identified, matched with a route and judged; then it is rewritten as the backend
 * shall see it. The first step that refuses ends the walk. A step that fails is a refusal, never a pass.
 */
public final class Walk {
    private final RequestCanon canon;
    private final TraceIds traceIds;
    private final AdmissionLimits admission;
    private final ActiveSnapshot active;
    private final Clocks clocks;

    public Walk(
            RequestCanon canon, TraceIds traceIds, AdmissionLimits admission, ActiveSnapshot active, Clocks clocks) {
        this.canon = canon;
        this.traceIds = traceIds;
        this.admission = admission;
        this.active = active;
        this.clocks = clocks;
    }

    /** The clocks and the dice of a walk: wall clock, stopwatch, and a random number in [0, 1). */
    public record Clocks(LongSupplier millis, LongSupplier nanos, DoubleSupplier draw) {

        public static Clocks system() {
            return new Clocks(
                    System::currentTimeMillis,
                    System::nanoTime,
                    () -> ThreadLocalRandom.current().nextDouble());
        }
    }

    /** Gives a request its number, whether or not it can be read. */
    public Exchange begin(HttpRequest request, Peer peer) {
        Exchange exchange = new Exchange(
                traceIds.next(),
                traceIds.nextSpanId(),
                protocolOf(request, peer),
                peer,
                clocks.millis().getAsLong(),
                new Stopwatch(clocks.nanos()));
        if (request.decoderResult().isSuccess()) {
            exchange.method(request.method().name());
        }
        return exchange;
    }

    /** Takes the request through every step, and rewrites it on the way. */
    public Walked walk(HttpRequest request, Peer peer, Exchange exchange) {
        try {
            return steps(request, peer, exchange);
        } catch (RuntimeException e) {
            return new Walked.Refused(Refusal.INTERNAL, "a step failed: " + e);
        }
    }

    private Walked steps(HttpRequest request, Peer peer, Exchange exchange) {
        HttpHeaders headers = request.headers();

        String strange = Dialect.refusalOf(request);
        if (!strange.isEmpty()) {
            return new Walked.Refused(Refusal.FRAMING_INVALID, strange);
        }
        CanonResult read = canon.read(rawOf(request, peer));
        if (read instanceof RefusedRequest refused) {
            return new Walked.Refused(refused.refusal(), refused.reason());
        }
        CanonicalRequest canonical = (CanonicalRequest) read;

        // From here on one generation is asked, even if the next is swapped in meanwhile.
        Snapshot snapshot = active.current();
        exchange.snapshot(snapshot);

        // What only the gateway may say is read before it is stripped.
        Optional<OnBehalfOf> behalf = Identification.behalf(headers, snapshot, exchange.traceId());
        exchange.callersTrace(TraceHeaders.strip(headers));
        Origin origin = HeaderScrubber.strip(headers, peer.origin(), snapshot.trustedProxies());
        RequestHead head = canonical.head(
                headers,
                origin.clientAddress(),
                exchange.startedAtMillis(),
                clocks.draw().getAsDouble());
        exchange.head(head);

        if (admission.enter(origin.clientAddress()) instanceof Admission.TurnedAway away) {
            return new Walked.Refused(away.refusal(), "no place for another request");
        }
        exchange.admitted(true);

        Identification identified = Identification.of(peer, headers, behalf, snapshot);
        if (identified instanceof Identification.Refused refused) {
            return new Walked.Refused(Refusal.TOKEN_INVALID, refused.reason());
        }
        Caller caller = ((Identification.Known) identified).caller();
        exchange.caller(caller);
        RequestAttributes attributes = new RequestAttributes(head, caller.claims());
        if (!snapshot.recording().isNothing()) {
            // Now, because the headers are about to change; before a route is looked for, as one may be missing.
            exchange.recorded(RecordedRequest.of(snapshot.recording(), head.path(), attributes));
        }

        Optional<Route> matched = snapshot.routes().match(head);
        if (matched.isEmpty()) {
            return new Walked.Refused(Refusal.ROUTE_NOT_FOUND, "no route takes it");
        }
        Route route = matched.get();
        exchange.route(route);

        if (!mayPass(snapshot, caller, route, head, attributes, exchange)) {
            return new Walked.Refused(Refusal.DENIED, "policy says no");
        }
        return Forwarded.rewrite(request, route, head, origin, exchange);
    }

    /** Asks the policy engine, once; a failure of its own is a denial. */
    private boolean mayPass(
            Snapshot snapshot,
            Caller caller,
            Route route,
            RequestHead head,
            RequestAttributes attributes,
            Exchange exchange) {
        try {
            return judge(snapshot, caller, route, head, attributes, exchange).letsThrough();
        } catch (RuntimeException e) {
            exchange.brokeOff("policy_failed");
            return false;
        }
    }

    private Decision judge(
            Snapshot snapshot,
            Caller caller,
            Route route,
            RequestHead head,
            RequestAttributes attributes,
            Exchange exchange) {
        long before = clocks.nanos().getAsLong();
        AccessRequest request = new AccessRequest(
                caller.identity(),
                caller.label(),
                route.service(),
                head.method(),
                head.path(),
                attributes,
                Instant.ofEpochMilli(head.atMillis()));
        Decision decision = snapshot.policy().decide(request);
        if (!decision.isAllowed() && decision.letsThrough()) {
            // The denial will be explained when the exchange ends, and the headers are about to change.
            attributes.freeze();
        }
        exchange.decision(request, decision, clocks.nanos().getAsLong() - before);
        return decision;
    }

    /** Gives back the request's place. To be called once, when its exchange has ended. */
    public void leave(Exchange exchange) {
        if (exchange.isAdmitted()) {
            exchange.admitted(false);
            admission.leave();
        }
    }

    private static RawRequest rawOf(HttpRequest request, Peer peer) {
        Protocol protocol = peer.http2()
                ? Protocol.HTTP_2
                : HttpVersion.HTTP_1_0.equals(request.protocolVersion()) ? Protocol.HTTP_1_0 : Protocol.HTTP_1_1;
        return new RawRequest(
                request.method().name(),
                request.uri(),
                protocol,
                request.headers(),
                peer.scheme(),
                peer.identity().sni());
    }

    private static String protocolOf(HttpRequest request, Peer peer) {
        return peer.http2() ? "HTTP/2" : request.protocolVersion().text();
    }
}
