package dev.gatehouse.load;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslHandler;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Answers the scenarios as the demonstration does, over TLS on loopback, and tells a listener of each request. */
final class StandIn implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The protocol, method, path and caller of every request. */
    final Queue<String> seen = new ConcurrentLinkedQueue<>();

    private final Consumer<String> events;
    private final DisposableServer server;
    private final DisposableServer management;
    private volatile int shopStatus = 200;

    StandIn(Path directory, Consumer<String> events) throws Exception {
        this.events = events;
        X509Bundle authority = new CertificateBuilder()
                .ecp256()
                .subject("CN=authority")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle own = new CertificateBuilder()
                .ecp256()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .buildIssuedBy(authority);
        Files.writeString(directory.resolve("ca.pem"), authority.getCertificatePEM());
        for (String caller : new String[] {"checkout", "partner"}) {
            client(directory, caller, authority);
        }
        Http2SslContextSpec tls = Http2SslContextSpec.forServer(own.getKeyPair().getPrivate(), own.getCertificatePath())
                .configure(builder -> builder.clientAuth(ClientAuth.OPTIONAL).trustManager(authority.getCertificate()));
        server = HttpServer.create()
                .host("localhost")
                .port(0)
                .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
                .secure(spec -> spec.sslContext(tls))
                .handle(this::answer)
                .bindNow(PATIENCE);
        management = HttpServer.create()
                .host("localhost")
                .port(0)
                .route(routes -> routes.get("/health/readiness", (request, response) -> response.send()))
                .bindNow(PATIENCE);
    }

    int port() {
        return server.port();
    }

    int managementPort() {
        return management.port();
    }

    /** From now on the shop answers with this status. */
    void shopAnswers(int status) {
        shopStatus = status;
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        String caller = caller(request);
        String line = request.protocol() + " " + request.method() + " " + request.fullPath() + " by " + caller;
        seen.add(line);
        events.accept(line);
        response.status(status(request, caller)).header("x-request-id", "an-id");
        return request.receive()
                .then()
                .then(Mono.defer(() -> response.sendString(Mono.just("{}")).then()));
    }

    private int status(HttpServerRequest request, String caller) {
        if (request.fullPath().equals("/shop")) {
            return shopStatus;
        }
        boolean isPost = request.method().name().equals("POST")
                && request.requestHeaders().contains("x-tenant");
        return isPost && caller.equals("CN=checkout") ? 201 : 403;
    }

    private static String caller(HttpServerRequest request) {
        Holder holder = new Holder();
        request.withConnection(connection -> {
            // A stream of HTTP/2 is a channel of its own below the one with the TLS.
            var channel = connection.channel();
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls == null) {
                tls = Objects.requireNonNull(channel.parent()).pipeline().get(SslHandler.class);
            }
            holder.name = name(tls.engine()).orElse("nobody");
        });
        return Objects.requireNonNull(holder.name);
    }

    private static Optional<String> name(SSLEngine engine) {
        try {
            return Optional.of(((X500Principal) engine.getSession().getPeerPrincipal()).getName());
        } catch (SSLPeerUnverifiedException anonymous) {
            return Optional.empty();
        }
    }

    private static void client(Path directory, String caller, X509Bundle authority) throws Exception {
        X509Bundle bundle =
                new CertificateBuilder().ecp256().subject("CN=" + caller).buildIssuedBy(authority);
        Path clients = Files.createDirectories(directory.resolve("clients"));
        write(clients.resolve(caller + ".pem"), bundle.getCertificatePathPEM());
        write(clients.resolve(caller + ".key"), bundle.getPrivateKeyPEM());
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    @Override
    public void close() {
        server.disposeNow(PATIENCE);
        management.disposeNow(PATIENCE);
    }

    private static final class Holder {
        @Nullable
        String name;
    }
}
