package dev.gatehouse.telemetry.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.Origin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans as a real collector receives them. */
class TracingTest {
    private static final Origin ORIGIN = new Origin("gw-1", "boot-1");
    private static final long HIGH = 0x01a2_0916_0000_7bb8L;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Collector collector;

    @BeforeEach
    void openCollector() throws IOException {
        collector = new Collector();
    }

    @AfterEach
    void closeCollector() {
        collector.close();
    }

    @Test
    void aRequestIsAServersAndAClientsSpan() {
        EventSlot slot = call();
        slot.ids().clientTraceId("0af7651916cd43dd8448eb211c80319c").clientSpanId(0xb7ad6b7169203331L);
        slot.attempts(3);
        send(settings(1), slot);

        assertThat(collector.spans()).hasSize(2);
        Span server = collector.spans().get(0);
        Span client = collector.spans().get(1);
        assertThat(hex(server.getTraceId())).isEqualTo("01a2091600007bb88000000000000001");
        assertThat(hex(server.getSpanId())).isEqualTo("0000000000000abc");
        assertThat(server.getParentSpanId().isEmpty()).isTrue();
        assertThat(server.getName()).isEqualTo("GET /orders/{id}");
        assertThat(server.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(server.getStartTimeUnixNano()).isEqualTo(1_700_000_000_000_000_000L);
        assertThat(server.getEndTimeUnixNano()).isEqualTo(1_700_000_000_005_000_000L);
        assertThat(attributes(server))
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("http.route", "/orders/{id}")
                .containsEntry("url.scheme", "https")
                .containsEntry("network.protocol.version", "2")
                .containsEntry("client.address", "203.0.113.0/24")
                .containsEntry("gatehouse.route", "orders")
                .containsEntry("gatehouse.caller", "partner")
                .containsEntry("gatehouse.rule", "browse")
                .doesNotContainKey("error.type");
        assertThat(server.getLinksList()).singleElement().satisfies(link -> {
            assertThat(hex(link.getTraceId())).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(hex(link.getSpanId())).isEqualTo("b7ad6b7169203331");
        });

        assertThat(client.getTraceId()).isEqualTo(server.getTraceId());
        assertThat(client.getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(hex(client.getSpanId())).isEqualTo("0000000000000def");
        assertThat(client.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(client.getStartTimeUnixNano()).isEqualTo(1_700_000_000_000_020_000L);
        assertThat(client.getEndTimeUnixNano()).isEqualTo(1_700_000_000_001_020_000L);
        assertThat(attributes(client))
                .containsEntry("server.address", "web.shop")
                .containsEntry("server.port", "8443")
                .containsEntry("http.request.resend_count", "2");
        assertThat(client.getEventsList()).extracting(Span.Event::getName).containsExactly("retry", "retry");
        assertThat(attributes(collector.received().get(0).getResource().getAttributesList()))
                .containsEntry("service.name", "gatehouse")
                .containsEntry("service.instance.id", "gw-1")
                .containsEntry("gatehouse.boot_id", "boot-1");
        assertThat(collector.authorizations()).containsOnly("Bearer not shown");
    }

    @Test
    void aDenialHasNoClientsSpanAndIsNoError() {
        EventSlot slot = call().status(403).end(End.DENIED).attempts(0);
        slot.verdict().denied(true);
        send(settings(0), slot);

        assertThat(collector.spans()).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
            assertThat(attributes(span)).containsEntry("gatehouse.end", "denied");
        });
    }

    @Test
    void aFailureIsAnErrorInBothSpans() {
        send(settings(0), call().status(504).end(End.TIMEOUT));

        assertThat(collector.spans()).hasSize(2).allSatisfy(span -> {
            assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
            assertThat(attributes(span)).containsEntry("error.type", "timeout");
        });
    }

    @Test
    void slowRequestsAreKeptAndOfTheOthersTheShareThatIsAskedFor() {
        SplittableRandom random = new SplittableRandom(9);
        Worth worth = new Worth(settings(0.25));
        int kept = 0;
        for (int i = 0; i < 100_000; i++) {
            EventSlot slot = call();
            slot.ids().traceId(HIGH, random.nextLong());
            kept += worth.keeps(slot) ? 1 : 0;
            // Whoever asks for more keeps these, too.
            assertThat(!worth.keeps(slot) || new Worth(settings(0.5)).keeps(slot))
                    .isTrue();
            slot.timings().totalUs(1_000_000);
            assertThat(worth.keeps(slot)).isTrue();
        }
        assertThat(kept).isBetween(24_000, 26_000);
        assertThat(new Worth(settings(0)).keeps(call())).isFalse();
        assertThat(new Worth(settings(1)).keeps(call())).isTrue();
    }

    @Test
    void aCollectorThatIsAwayCostsSpansThatAreCounted() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        Tracing tracing = Tracing.start(settings(nobody, 1), ORIGIN, registry);
        for (int i = 0; i < 1_000; i++) {
            tracing.add(call());
        }
        tracing.close(Duration.ofMillis(500));

        SpanCounts counts = tracing.counts();
        assertThat(counts.get(SpanCounts.Outcome.EXPORTED)).isZero();
        assertThat(counts.get(SpanCounts.Outcome.QUEUE_FULL)).isPositive();
        assertThat(counts.get(SpanCounts.Outcome.QUEUE_FULL)
                        + counts.get(SpanCounts.Outcome.EXPORT_FAILED)
                        + counts.get(SpanCounts.Outcome.SHUTDOWN))
                .isEqualTo(2_000);
        assertThat(tracing.queued()).isZero();
    }

    @Test
    void aCollectorThatRefusesIsTriedWithTheNextSpans() {
        collector.answer(400);
        Tracing tracing = Tracing.start(settings(1), ORIGIN, registry);
        tracing.add(call());
        until(() -> tracing.counts().get(SpanCounts.Outcome.EXPORT_FAILED) == 2);
        collector.answer(200);
        tracing.add(call());
        tracing.close();

        assertThat(registry.get(SpanCounts.SPANS)
                        .tag("outcome", "exported")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
        assertThat(collector.spans()).hasSize(2);
        tracing.add(call());
        assertThat(tracing.counts().get(SpanCounts.Outcome.SHUTDOWN)).isEqualTo(2);
    }

    private void send(TraceSettings settings, EventSlot slot) {
        try (Tracing tracing = Tracing.start(settings, ORIGIN, registry)) {
            tracing.add(slot);
        }
    }

    private TraceSettings settings(double sample) {
        return settings(collector.endpoint(), sample);
    }

    private static TraceSettings settings(URI endpoint, double sample) {
        return new TraceSettings(
                endpoint,
                TraceSettings.Protocol.HTTP_PROTOBUF,
                sample,
                Duration.ofSeconds(1),
                100,
                Map.of("authorization", "Bearer not shown"));
    }

    private static EventSlot call() {
        EventSlot slot = new EventSlot()
                .tsMillis(1_700_000_000_000L)
                .route("orders")
                .pathTemplate("/orders/{id}")
                .method("GET")
                .status(200)
                .upstream("https://web.shop:8443")
                .attempts(1);
        slot.ids().traceId(HIGH, 0x8000_0000_0000_0001L).spanId(0xabc).upstreamSpanId(0xdef);
        slot.connection().protocol("HTTP/2").tlsVersion("TLSv1.3").clientNet("203.0.113.0/24");
        slot.source().identity("partner");
        slot.verdict().decision("allow").rule("browse");
        slot.timings().policyUs(5).queueUs(15).connectUs(300).ttfbUs(700).totalUs(5_000);
        return slot;
    }

    private static void until(java.util.function.BooleanSupplier condition) {
        long stopAt = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(stopAt);
            Thread.onSpinWait();
        }
    }

    private static Map<String, String> attributes(Span span) {
        return attributes(span.getAttributesList());
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        Map<String, String> found = new TreeMap<>();
        attributes.forEach(attribute -> {
            AnyValue value = attribute.getValue();
            found.put(
                    attribute.getKey(),
                    value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue());
        });
        return found;
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
