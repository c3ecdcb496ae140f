package dev.gatehouse.gateway.telemetry;

import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.exchange.ExchangeListener;
import dev.gatehouse.ingress.exchange.RecordedRequest;
import dev.gatehouse.ingress.identity.Caller;
import dev.gatehouse.ingress.identity.ConnectionIdentity;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.trace.CallersTrace;
import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.NearestMiss;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.TrustLabel;
import dev.gatehouse.telemetry.Telemetry;
import dev.gatehouse.telemetry.event.Chain;
import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.Party;
import dev.gatehouse.telemetry.event.Recorded;
import dev.gatehouse.telemetry.event.Timings;
import dev.gatehouse.telemetry.event.Verdict;
import dev.gatehouse.telemetry.ring.Recorder;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the end of every exchange into the ring of its event loop.
 *
 * <p>Runs on the loop: it never waits, and it makes texts only where a denial has to be explained. What an
 * exchange never came to stays empty in its event.
 */
public final class ExchangeRecorder implements ExchangeListener {
    private final FastThreadLocal<Recorder> recorders;

    private final Telemetry telemetry;
    private final boolean isStrict;

    /** With {@code isStrict}, a denial is told to the client only after its record is durable. */
    public ExchangeRecorder(Telemetry telemetry, boolean isStrict) {
        this.telemetry = telemetry;
        this.isStrict = isStrict;
        recorders = new FastThreadLocal<>() {
            @Override
            protected Recorder initialValue() {
                return telemetry.newRecorder();
            }
        };
    }

    @Override
    public void onEnd(Exchange exchange) {
        Recorder recorder = recorders.get();
        EventSlot slot = recorder.claim();
        if (slot != null) {
            try {
                fill(slot, exchange);
            } catch (RuntimeException e) {
                // Said as far as it went: left in the slot, it would be told of the next request.
                slot.errorType("event_incomplete");
            }
            recorder.publish();
        }
    }

    @Override
    public void onDenial(Exchange exchange, Consumer<Boolean> mayBeTold) {
        if (!isStrict) {
            mayBeTold.accept(true);
            return;
        }
        EventSlot slot = new EventSlot();
        fill(slot, exchange);
        if (telemetry.denial(slot, mayBeTold::accept)) {
            exchange.denialRecorded();
        } else {
            mayBeTold.accept(false);
        }
    }

    static void fill(EventSlot slot, Exchange exchange) {
        slot.ids()
                .traceId(exchange.traceId().high(), exchange.traceId().low())
                .spanId(exchange.spanId())
                .upstreamSpanId(exchange.upstreamSpanId());
        CallersTrace theirs = exchange.callersTrace();
        if (theirs != null) {
            slot.ids().clientTraceId(theirs.traceId()).clientSpanId(theirs.spanId());
        }
        slot.tsMillis(exchange.startedAtMillis())
                .method(present(exchange.method()))
                .status(exchange.status())
                .end(Endings.of(exchange))
                .errorType(Endings.errorType(exchange))
                .upstream(present(exchange.upstream()))
                .attempts(exchange.attempts())
                .reqBytes(exchange.requestBytes())
                .respBytes(exchange.responseBytes());
        describeConnection(slot, exchange);
        describeGeneration(slot, exchange);
        describeCaller(slot.source(), exchange);
        describeChain(slot.chain(), exchange.caller());
        describeRecorded(slot.recorded(), exchange.recorded());
        describeVerdict(slot.verdict(), exchange.decision(), exchange.judged(), exchange.isDenialRecorded());
        describeTimings(slot.timings(), exchange);
    }

    private static void describeConnection(EventSlot slot, Exchange exchange) {
        ConnectionIdentity connection = exchange.connection();
        slot.connection()
                .protocol(exchange.protocol())
                .tlsVersion(present(connection.tlsVersion()))
                .peerCertSha256(present(connection.certificateSha256()))
                .clientNet(ClientNetwork.of(exchange.clientAddress()));
    }

    private static void describeGeneration(EventSlot slot, Exchange exchange) {
        Snapshot snapshot = exchange.snapshot();
        if (snapshot == null) {
            return;
        }
        slot.configGeneration(snapshot.generation());
        slot.verdict().rulesetHash(snapshot.hash());
        Route route = exchange.route();
        if (route == null) {
            return;
        }
        slot.route(route.id()).pathTemplate(route.pathTemplate());
        Identity service = route.service().isEmpty()
                ? null
                : snapshot.identities().named(route.service()).orElse(null);
        if (service != null) {
            slot.destination()
                    .identity(service.name())
                    .level(service.label().level().name());
        }
        slot.destination().spiffe(present(exchange.upstreamSpiffe()));
    }

    private static void describeCaller(Party source, Exchange exchange) {
        Caller caller = exchange.caller();
        if (caller != null) {
            source.identity(caller.identity().name())
                    .level(caller.label().level().name());
        }
        exchange.connection().spiffeId().ifPresent(id -> source.spiffe(id.toString()));
    }

    /** The label is told where it is less than the caller's own: by a token, or by whom the caller acts for. */
    private static void describeChain(Chain chain, @Nullable Caller caller) {
        if (caller == null) {
            return;
        }
        chain.behalf(present(caller.behalf()));
        TrustLabel label = caller.label();
        if (!label.equals(caller.identity().label())) {
            chain.label(label.level().name(), label.compartments());
        }
    }

    private static void describeRecorded(Recorded recorded, RecordedRequest request) {
        recorded.path(request.path()).attributes(request.attributes()).oversized(request.oversized());
    }

    private static void describeVerdict(
            Verdict verdict, @Nullable Decision decision, @Nullable AccessRequest judged, boolean isTold) {
        if (decision == null || judged == null) {
            return;
        }
        verdict.told(isTold)
                .decision(decision.kind())
                .rule(present(decision.rule()))
                .denied(!decision.isAllowed())
                .enforced(decision.isEnforced());
        if (!decision.isAllowed()) {
            verdict.reason(decision.explain(judged))
                    .nearest(decision.nearest(judged).map(NearestMiss::explain).orElse(null));
        }
    }

    private static void describeTimings(Timings timings, Exchange exchange) {
        timings.totalUs(micros(exchange.totalNanos()));
        if (exchange.decision() != null) {
            timings.policyUs(micros(exchange.policyNanos())).queueUs(micros(exchange.queueNanos()));
        }
        if (exchange.attempts() > 0) {
            timings.connectUs(micros(exchange.connectNanos()));
        }
        if (exchange.firstByteNanos() > 0) {
            // The exchange counts from its own start; what was ours and the connection are told apart.
            long before = exchange.policyNanos() + exchange.queueNanos() + exchange.connectNanos();
            timings.ttfbUs(micros(Math.max(0, exchange.firstByteNanos() - before)));
        }
    }

    private static long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }

    private static @Nullable String present(String text) {
        return text.isEmpty() ? null : text;
    }
}
