package dev.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.Origin;
import dev.gatehouse.telemetry.trace.TraceSettings;
import dev.gatehouse.telemetry.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenTelemetry's exporter with our sender, against a collector that speaks gRPC, on the official messages. */
class OtlpGrpcTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final GrpcCollector collector = new GrpcCollector();

    @AfterEach
    void close() {
        collector.close();
    }

    @Test
    void spansArriveOverGrpc() {
        try (Tracing tracing = start()) {
            tracing.add(call());
        }

        assertThat(collector.spans()).extracting(Span::getName).containsExactly("GET /orders/{id}", "GET");
        assertThat(collector.authorizations()).containsOnly("Bearer not shown");
        assertThat(counted("exported")).isEqualTo(2);
    }

    @Test
    void aCollectorThatIsBusyIsAskedAgain() {
        collector.refuse(1, 14);
        try (Tracing tracing = start()) {
            tracing.add(call());
        }

        assertThat(collector.spans()).hasSize(2);
        assertThat(collector.authorizations()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(counted("exported")).isEqualTo(2);
    }

    @Test
    void aCollectorThatRefusesIsBelieved() {
        collector.refuse(100, 16);
        try (Tracing tracing = start()) {
            tracing.add(call());
        }

        assertThat(collector.spans()).isEmpty();
        // Both spans in one call or in two, and none of them again.
        assertThat(collector.authorizations()).hasSizeBetween(1, 2);
        assertThat(counted("export_failed")).isEqualTo(2);
    }

    private Tracing start() {
        TraceSettings settings = new TraceSettings(
                collector.endpoint(),
                TraceSettings.Protocol.GRPC,
                1,
                Duration.ofSeconds(1),
                100,
                Map.of("authorization", "Bearer not shown"));
        return Tracing.start(settings, new Origin("gw-1", "boot-1"), registry);
    }

    private double counted(String outcome) {
        return registry.get("gatehouse.tracing.spans")
                .tag("outcome", outcome)
                .functionCounter()
                .count();
    }

    private static EventSlot call() {
        EventSlot slot = new EventSlot()
                .tsMillis(1_700_000_000_000L)
                .pathTemplate("/orders/{id}")
                .method("GET")
                .status(200)
                .upstream("https://web.shop:8443")
                .attempts(1);
        slot.ids().traceId(1, 2).spanId(3).upstreamSpanId(4);
        slot.timings().totalUs(5_000);
        return slot;
    }
}
