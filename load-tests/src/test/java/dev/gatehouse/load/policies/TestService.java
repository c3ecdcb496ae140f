package dev.gatehouse.load.policies;

import dev.gatehouse.ingress.tls.Issued;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import javax.net.ssl.SSLException;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A service behind the gateway, which proves its identity and answers 200 to everything. */
final class TestService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DisposableServer server;

    TestService(Issued identity) throws SSLException {
        SslContext tls =
                SslContextBuilder.forServer(identity.key(), identity.chain()).build();
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .secure(spec -> spec.sslContext(tls))
                .handle((request, response) -> request.receive()
                        .then()
                        .then(Mono.defer(
                                () -> response.sendString(Mono.just("served")).then())))
                .bindNow(PATIENCE);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.disposeNow(PATIENCE);
    }
}
