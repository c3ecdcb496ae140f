package dev.gatehouse.gateway.wiring;

import dev.gatehouse.ingress.tls.Issued;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A backend over mutual TLS that answers with what it saw, and misbehaves where it is asked to. */
final class TestBackend implements AutoCloseable {
    private final AtomicInteger flaky = new AtomicInteger();
    private final Sinks.Empty<Void> gate = Sinks.empty();
    private final AtomicInteger waiting = new AtomicInteger();
    private final DisposableServer server;

    TestBackend(Issued own, X509Certificate callersRoot) throws SSLException {
        SslContext tls = SslContextBuilder.forServer(own.key(), own.chain())
                .trustManager(callersRoot)
                .clientAuth(ClientAuth.REQUIRE)
                .build();
        server = HttpServer.create()
                .host("127.0.0.1")
                .protocol(HttpProtocol.HTTP11)
                .secure(spec -> spec.sslContext(tls))
                .route(routes -> routes.post(
                                "/echo",
                                (request, response) ->
                                        response.send(request.receive().retain()))
                        .get(
                                "/flaky",
                                (request, response) -> flaky.incrementAndGet() % 3 == 0
                                        ? seen(request, response)
                                        : response.status(HttpResponseStatus.SERVICE_UNAVAILABLE)
                                                .send())
                        .get("/never", (request, response) -> Mono.never())
                        .get("/gated", (request, response) -> {
                            waiting.incrementAndGet();
                            return gate.asMono().then(Mono.defer(() -> seen(request, response)));
                        })
                        .get("/broken", (request, response) -> {
                            response.header("content-length", "1000");
                            response.withConnection(connection -> connection
                                    .channel()
                                    .eventLoop()
                                    .schedule(() -> connection.channel().close(), 50, TimeUnit.MILLISECONDS));
                            return response.send(
                                    Flux.<ByteBuf>never()
                                            .startWith(Unpooled.copiedBuffer("half", StandardCharsets.UTF_8)),
                                    part -> true);
                        })
                        .ws("/socket", (in, out) -> out.send(in.receive().retain()))
                        .route(request -> true, TestBackend::seen))
                .bindNow();
    }

    private static Mono<Void> seen(HttpServerRequest request, HttpServerResponse response) {
        StringJoiner text = new StringJoiner("\n");
        text.add(request.method().name() + " " + request.uri());
        request.requestHeaders()
                .forEach(header ->
                        text.add(header.getKey().toLowerCase(java.util.Locale.ROOT) + ": " + header.getValue()));
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        return request.receive()
                .then(response.header("content-length", Integer.toString(body.length))
                        .header("x-backend", "yes")
                        .sendByteArray(Mono.just(body))
                        .then());
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + server.port());
    }

    /** How many requests wait at {@code /gated}. */
    int waiting() {
        return waiting.get();
    }

    void openGate() {
        gate.tryEmitEmpty();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
