package dev.gatehouse.telemetry.trace;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.Origin;
import dev.gatehouse.telemetry.event.Timings;
import dev.gatehouse.telemetry.signals.Outcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes the spans of one request out of its event: what the gateway did for the client, and what a backend did for the
 * gateway if one was called. Names and attributes are those of OpenTelemetry's conventions for HTTP.
 *
 * <p>The client's span ends with the first byte of the backend's answer; the body's way to the client is the server's.
 */
final class RequestSpans {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> RESENDS = AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<Long> REQUEST_SIZE = AttributeKey.longKey("http.request.body.size");
    private static final AttributeKey<Long> RESPONSE_SIZE = AttributeKey.longKey("http.response.body.size");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<String> PROTOCOL = AttributeKey.stringKey("network.protocol.name");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("network.protocol.version");
    private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> SERVER = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> OUR_ROUTE = AttributeKey.stringKey("gatehouse.route");
    private static final AttributeKey<String> END = AttributeKey.stringKey("gatehouse.end");
    private static final AttributeKey<String> DECISION = AttributeKey.stringKey("gatehouse.decision");
    private static final AttributeKey<String> RULE = AttributeKey.stringKey("gatehouse.rule");
    private static final AttributeKey<String> CALLER = AttributeKey.stringKey("gatehouse.caller");
    private static final AttributeKey<String> CALLEE = AttributeKey.stringKey("gatehouse.callee");
    private static final String RETRY = "retry";
    private static final int MOST_RETRIES_TOLD = 16;

    private final Resource resource;

    RequestSpans(Origin origin) {
        resource = Resource.create(Attributes.of(
                AttributeKey.stringKey("service.name"), "gatehouse",
                AttributeKey.stringKey("service.instance.id"), origin.gatewayId(),
                AttributeKey.stringKey("gatehouse.boot_id"), origin.bootId()));
    }

    /** One span, or two if a backend was called. */
    List<SpanData> of(EventSlot slot) {
        SpanContext server = context(slot, slot.ids().spanId());
        List<SpanData> spans = new ArrayList<>(2);
        spans.add(server(slot, server));
        if (slot.attempts() > 0) {
            spans.add(client(slot, server));
        }
        return spans;
    }

    private static SpanContext context(EventSlot slot, long spanId) {
        return SpanContext.create(
                TraceId.fromLongs(slot.ids().traceIdHigh(), slot.ids().traceIdLow()),
                SpanId.fromLong(spanId),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    private SpanData server(EventSlot slot, SpanContext context) {
        AttributesBuilder attributes = Attributes.builder();
        common(attributes, slot);
        put(attributes, ROUTE, slot.pathTemplate());
        attributes.put(SCHEME, slot.connection().tlsVersion() == null ? "http" : "https");
        attributes.put(PROTOCOL, "http");
        put(attributes, VERSION, version(slot.connection().protocol()));
        put(attributes, CLIENT, slot.connection().clientNet());
        if (slot.status() > 0) {
            attributes.put(STATUS, (long) slot.status());
        }
        attributes.put(REQUEST_SIZE, slot.reqBytes()).put(RESPONSE_SIZE, slot.respBytes());
        put(attributes, OUR_ROUTE, slot.route());
        attributes.put(END, slot.end().wireName());
        put(attributes, DECISION, slot.verdict().decision());
        put(attributes, RULE, slot.verdict().rule());
        put(attributes, CALLER, slot.source().identity());
        put(attributes, CALLEE, slot.destination().identity());
        long start = MILLISECONDS.toNanos(slot.tsMillis());
        boolean failed = slot.status() >= 500 || Outcome.isError(slot);
        return new RequestSpan(
                nameOf(slot, slot.pathTemplate()),
                SpanKind.SERVER,
                context,
                SpanContext.getInvalid(),
                failed ? StatusData.error() : StatusData.unset(),
                start,
                start + MICROSECONDS.toNanos(Math.max(0, slot.timings().totalUs())),
                attributes.build(),
                List.of(),
                links(slot),
                resource);
    }

    private SpanData client(EventSlot slot, SpanContext server) {
        AttributesBuilder attributes = Attributes.builder();
        common(attributes, slot);
        Timings timings = slot.timings();
        if (timings.hasBackend() && slot.status() > 0) {
            attributes.put(STATUS, (long) slot.status());
        }
        if (slot.upstream() != null) {
            endpoint(attributes, slot.upstream());
        }
        int resends = slot.attempts() - 1;
        if (resends > 0) {
            attributes.put(RESENDS, (long) resends);
        }
        long begin = MILLISECONDS.toNanos(slot.tsMillis());
        long start = begin + MICROSECONDS.toNanos(Math.max(0, timings.policyUs()) + Math.max(0, timings.queueUs()));
        long end = timings.hasBackend()
                ? start + MICROSECONDS.toNanos(timings.backendUs())
                : begin + MICROSECONDS.toNanos(Math.max(0, timings.totalUs()));
        boolean failed = slot.status() >= 400 || Outcome.isError(slot);
        return new RequestSpan(
                nameOf(slot, null),
                SpanKind.CLIENT,
                context(slot, slot.ids().upstreamSpanId()),
                server,
                failed ? StatusData.error() : StatusData.unset(),
                start,
                Math.max(start, end),
                attributes.build(),
                retries(resends, start),
                List.of(),
                resource);
    }

    private static void common(AttributesBuilder attributes, EventSlot slot) {
        put(attributes, METHOD, slot.method());
        if (Outcome.isError(slot)) {
            String word = slot.end() == End.OK
                    ? Integer.toString(slot.status())
                    : slot.end().wireName();
            put(attributes, ERROR, slot.errorType() == null ? word : slot.errorType());
        }
    }

    private static void endpoint(AttributesBuilder attributes, String upstream) {
        URI at = URI.create(upstream);
        put(attributes, SERVER, at.getHost() == null ? upstream : at.getHost());
        if (at.getPort() >= 0) {
            attributes.put(PORT, (long) at.getPort());
        }
    }

    /** Each time that the request was sent again. When that was is not recorded: they stand where the span begins. */
    private static List<EventData> retries(int resends, long atNanos) {
        List<EventData> retries = new ArrayList<>();
        for (long i = 1; i <= Math.min(resends, MOST_RETRIES_TOLD); i++) {
            retries.add(EventData.create(atNanos, RETRY, Attributes.of(RESENDS, i)));
        }
        return retries;
    }

    private static List<LinkData> links(EventSlot slot) {
        String theirs = slot.ids().clientTraceId();
        if (theirs == null || slot.ids().clientSpanId() == 0) {
            return List.of();
        }
        return List.of(LinkData.create(SpanContext.createFromRemoteParent(
                theirs, SpanId.fromLong(slot.ids().clientSpanId()), TraceFlags.getDefault(), TraceState.getDefault())));
    }

    private static String nameOf(EventSlot slot, @Nullable String template) {
        String method = slot.method() == null ? "HTTP" : slot.method();
        return template == null ? method : method + " " + template;
    }

    private static @Nullable String version(@Nullable String protocol) {
        if (protocol == null) {
            return null;
        }
        String lower = protocol.toLowerCase(Locale.ROOT);
        return lower.startsWith("http/") ? lower.substring("http/".length()) : lower;
    }

    private static void put(AttributesBuilder attributes, AttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            attributes.put(key, value);
        }
    }
}
