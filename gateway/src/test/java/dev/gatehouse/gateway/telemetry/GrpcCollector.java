package dev.gatehouse.gateway.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.Unpooled;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Receives traces over gRPC as OTLP describes it, on the official classes of its messages. */
public final class GrpcCollector implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String METHOD = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private static final int PREFIX = 5;

    private final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .protocol(HttpProtocol.H2C)
            .route(routes -> routes.post(METHOD, this::receive))
            .bindNow(PATIENCE);
    private volatile int refusal;

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
                    .send(Mono.just(Unpooled.wrappedBuffer(new byte[PREFIX])))
                    .then();
        });
    }

    private static ExportTraceServiceRequest parsed(byte[] body) {
        try {
            return ExportTraceServiceRequest.parseFrom(Arrays.copyOfRange(body, PREFIX, body.length));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers the next calls with this status of gRPC. */
    void refuse(int calls, int status) {
        refusal = status;
        refusals.set(calls);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public List<Span> spans() {
        return received.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    @Override
    public void close() {
        server.disposeNow(PATIENCE);
    }
}
