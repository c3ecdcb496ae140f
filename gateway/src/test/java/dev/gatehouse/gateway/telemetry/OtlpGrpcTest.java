package dev.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.Origin;
import dev.gatehouse.telemetry.trace.TraceSettings;
import dev.gatehouse.telemetry.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** OpenTelemetry's exporter with our sender, against a collector that speaks gRPC, on the official messages. */
class OtlpGrpcTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String METHOD = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private static final byte[] EMPTY_MESSAGE = new byte[5];

    private final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DisposableServer collector = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .protocol(HttpProtocol.H2C)
            .route(routes -> routes.post(METHOD, this::receive))
            .bindNow(PATIENCE);
    private int refusal;

    @AfterEach
    void close() {
        collector.disposeNow(PATIENCE);
    }

    private Publisher<Void> receive(HttpServerRequest request, HttpServerResponse response) {
        authorizations.add(String.valueOf(request.requestHeaders().get("authorization")));
        response.header("content-type", "application/grpc");
        return request.receive().aggregate().asByteArray().flatMap(body -> {
            if (refusals.getAndDecrement() > 0) {
                // A call that fails at once: everything is in the only headers there are.
                return response.header("grpc-status", Integer.toString(refusal))
                        .header("grpc-message", "not now")
                        .send()
                        .then();
            }
            received.add(parsed(body));
            return response.header("trailer", "grpc-status")
                    .trailerHeaders(trailers -> trailers.set("grpc-status", "0"))
                    .send(Mono.just(Unpooled.wrappedBuffer(EMPTY_MESSAGE)))
                    .then();
        });
    }

    private static ExportTraceServiceRequest parsed(byte[] body) {
        try {
            return ExportTraceServiceRequest.parseFrom(java.util.Arrays.copyOfRange(body, 5, body.length));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void spansArriveOverGrpc() {
        try (Tracing tracing = start()) {
            tracing.add(call());
        }

        assertThat(spans()).extracting(Span::getName).containsExactly("GET /orders/{id}", "GET");
        assertThat(authorizations).containsExactly("Bearer not shown");
        assertThat(counted("exported")).isEqualTo(2);
    }

    @Test
    void aCollectorThatIsBusyIsAskedAgain() {
        refusal = 14;
        refusals.set(1);
        try (Tracing tracing = start()) {
            tracing.add(call());
        }

        assertThat(spans()).hasSize(2);
        assertThat(authorizations).hasSize(2);
        assertThat(counted("exported")).isEqualTo(2);
    }

    @Test
    void aCollectorThatRefusesIsBelieved() {
        refusal = 16;
        refusals.set(1);
        try (Tracing tracing = start()) {
            tracing.add(call());
        }

        assertThat(spans()).isEmpty();
        assertThat(authorizations).hasSize(1);
        assertThat(counted("export_failed")).isEqualTo(2);
    }

    private Tracing start() {
        TraceSettings settings = new TraceSettings(
                URI.create("http://127.0.0.1:" + collector.port()),
                TraceSettings.Protocol.GRPC,
                1,
                Duration.ofSeconds(1),
                100,
                Map.of("authorization", "Bearer not shown"));
        return Tracing.start(settings, new Origin("gw-1", "boot-1"), registry);
    }

    private List<Span> spans() {
        return received.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
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
