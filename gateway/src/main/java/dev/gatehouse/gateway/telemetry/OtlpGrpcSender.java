package dev.gatehouse.gateway.telemetry;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.util.retry.Retry;

/**
 * Calls a collector's gRPC method over the HTTP/2 client that the gateway has anyway, in clear text or over TLS.
 *
 * <p>The JDK's client, which OpenTelemetry brings for OTLP over HTTP, cannot begin HTTP/2 in clear text without asking
 * for it in HTTP/1.1, and does not show trailers, where gRPC has its status. One thread and one connection of its own.
 */
final class OtlpGrpcSender implements GrpcSender {
    private static final int NOT_COMPRESSED = 0;
    private static final int PREFIX = 5;
    private static final byte[] NOTHING = {};
    private static final Duration SHUTDOWN = Duration.ofSeconds(1);
    /** Those that OTLP says a client may try again after. */
    private static final Set<GrpcStatusCode> PASSING = EnumSet.of(
            GrpcStatusCode.CANCELLED,
            GrpcStatusCode.DEADLINE_EXCEEDED,
            GrpcStatusCode.ABORTED,
            GrpcStatusCode.OUT_OF_RANGE,
            GrpcStatusCode.UNAVAILABLE,
            GrpcStatusCode.DATA_LOSS);

    private final GrpcSenderConfig config;
    private final LoopResources loops = LoopResources.create("gatehouse-otlp", 1, true);
    private final ConnectionProvider connections = ConnectionProvider.create("gatehouse-otlp", 1);
    private final HttpClient client;
    private final String uri;

    OtlpGrpcSender(GrpcSenderConfig config) {
        this.config = config;
        boolean isTls = "https".equalsIgnoreCase(config.getEndpoint().getScheme());
        HttpClient plain = HttpClient.create(connections)
                .runOn(loops)
                .protocol(isTls ? HttpProtocol.H2 : HttpProtocol.H2C)
                .headers(this::addHeaders);
        client = isTls ? plain.secure(tls -> tls.sslContext(Http2SslContextSpec.forClient())) : plain;
        String base = config.getEndpoint().toString();
        uri = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/" + config.getFullMethodName();
    }

    private void addHeaders(HttpHeaders headers) {
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/grpc");
        headers.set(HttpHeaderNames.TE, "trailers");
        config.getHeadersSupplier().get().forEach(headers::set);
    }

    @Override
    public void send(MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
        byte[] framed = framed(message);
        Mono<GrpcResponse> call = client.post()
                .uri(uri)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(framed)))
                .responseSingle((response, body) -> body.asByteArray()
                        .defaultIfEmpty(NOTHING)
                        .flatMap(bytes -> response.trailerHeaders().map(trailers -> answer(response, trailers, bytes))))
                .flatMap(OtlpGrpcSender::failIfPassing);
        retried(call)
                .timeout(config.getTimeout())
                .onErrorResume(Passing.class, passing -> Mono.just(passing.response))
                .subscribe(onResponse, onError);
    }

    private Mono<GrpcResponse> retried(Mono<GrpcResponse> call) {
        RetryPolicy policy = config.getRetryPolicy();
        return policy == null
                ? call
                : call.retryWhen(Retry.backoff(policy.getMaxAttempts() - 1L, policy.getInitialBackoff())
                        .maxBackoff(policy.getMaxBackoff())
                        .filter(failure -> failure instanceof Passing || failure instanceof IOException)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }

    private static Mono<GrpcResponse> failIfPassing(GrpcResponse response) {
        return PASSING.contains(response.getStatusCode()) ? Mono.error(new Passing(response)) : Mono.just(response);
    }

    private static byte[] framed(MessageWriter message) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream(message.getContentLength() + PREFIX);
        try (DataOutputStream out = new DataOutputStream(framed)) {
            out.writeByte(NOT_COMPRESSED);
            out.writeInt(message.getContentLength());
            message.writeMessage(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return framed.toByteArray();
    }

    private static GrpcResponse answer(HttpClientResponse response, HttpHeaders trailers, byte[] body) {
        // A call that fails at once has its status in the only headers there are.
        String status = trailers.get("grpc-status", response.responseHeaders().get("grpc-status"));
        String message = trailers.get("grpc-message", response.responseHeaders().get("grpc-message", ""));
        byte[] content = body.length > PREFIX ? java.util.Arrays.copyOfRange(body, PREFIX, body.length) : NOTHING;
        return status == null
                ? new Answer(
                        GrpcStatusCode.UNKNOWN,
                        "no grpc-status, http status " + response.status().code(),
                        content)
                : new Answer(code(status), message, content);
    }

    private static GrpcStatusCode code(String status) {
        try {
            return GrpcStatusCode.fromValue(Integer.parseInt(status));
        } catch (NumberFormatException noNumber) {
            return GrpcStatusCode.UNKNOWN;
        }
    }

    @Override
    public CompletableResultCode shutdown() {
        connections.dispose();
        loops.disposeLater(Duration.ZERO, SHUTDOWN).subscribe();
        return CompletableResultCode.ofSuccess();
    }

    private static final class Answer implements GrpcResponse {
        private final GrpcStatusCode code;
        private final String description;
        private final byte[] message;

        Answer(GrpcStatusCode code, String description, byte[] message) {
            this.code = code;
            this.description = description;
            this.message = message;
        }

        @Override
        public GrpcStatusCode getStatusCode() {
            return code;
        }

        @Override
        public String getStatusDescription() {
            return description;
        }

        @Override
        public byte[] getResponseMessage() {
            return message;
        }
    }

    /** A refusal that may pass. */
    private static final class Passing extends Exception {
        private static final long serialVersionUID = 1;
        private final transient GrpcResponse response;

        Passing(GrpcResponse response) {
            super(response.getStatusDescription(), null, false, false);
            this.response = response;
        }
    }
}
