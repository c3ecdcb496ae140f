package dev.gatehouse.ingress.upstream;

import static dev.gatehouse.ingress.tls.Houses.ACME;
import static dev.gatehouse.ingress.tls.Houses.BOTH;
import static dev.gatehouse.ingress.tls.Houses.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.tls.ClientAuth;
import dev.gatehouse.ingress.tls.Houses;
import dev.gatehouse.ingress.tls.KeyMaterial;
import dev.gatehouse.ingress.tls.LeafSpec;
import dev.gatehouse.ingress.tls.ServerTls;
import dev.gatehouse.ingress.tls.UpstreamIdentityException;
import dev.gatehouse.policy.identity.SpiffeId;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;
import reactor.test.StepVerifier;

class UpstreamClientsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LEDGER = "spiffe://acme.example/ns/pay/sa/ledger";
    private static final KeyMaterial OWN =
            ACME.issue(LeafSpec.of("spiffe://acme.example/gateway")).keyMaterial();
    private static final LoopResources LOOPS = LoopResources.create("test", 2, true);

    private final UpstreamClients clients = clients(PoolLimits.defaults());
    private final AtomicInteger served = new AtomicInteger();

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @AfterAll
    static void stopLoops() {
        LOOPS.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(PATIENCE);
    }

    @Test
    void aBackendThatProvesItsIdentityIsServed() throws Exception {
        DisposableServer backend = backend(LEDGER);

        assertThat(get(upstream(LEDGER, backend))).isEqualTo("hello");
        backend.disposeNow();
    }

    @Test
    void aBackendThatProvesAnotherIdentityNeverSeesTheRequest() throws Exception {
        DisposableServer backend = backend("spiffe://acme.example/ns/shop/sa/web");

        StepVerifier.create(call(upstream(LEDGER, backend)))
                .expectErrorSatisfies(failure -> assertThat(UpstreamIdentityException.in(failure)
                                .orElseThrow()
                                .seen())
                        .isEqualTo("it proves to be spiffe://acme.example/ns/shop/sa/web"))
                .verify(PATIENCE);
        assertThat(served).hasValue(0);
        backend.disposeNow();
    }

    @Test
    void aConnectionThatProvedOneIdentityIsNotUsedForAnother() throws Exception {
        DisposableServer backend = backend(LEDGER);
        assertThat(get(upstream(LEDGER, backend))).isEqualTo("hello");

        // The same host and port, now said to be somebody else; the pooled connection is still open.
        StepVerifier.create(call(upstream("spiffe://acme.example/ns/pay/sa/ledger2", backend)))
                .expectErrorMatches(
                        failure -> UpstreamIdentityException.in(failure).isPresent())
                .verify(PATIENCE);
        assertThat(served).hasValue(1);
        backend.disposeNow();
    }

    @Test
    void oneIdentityHasOneClient() {
        Upstream ledger = Upstream.of("ledger", identity(LEDGER), new Endpoint("https", "a", 1));
        Upstream again = Upstream.of("again", identity(LEDGER), new Endpoint("https", "b", 1));
        Upstream web = Upstream.of("web", identity("spiffe://acme.example/web"), new Endpoint("https", "a", 1));

        assertThat(clients.client(again)).isSameAs(clients.client(ledger)).isNotSameAs(clients.client(web));
    }

    @Test
    void aNamedUpstreamIsNeverReachedWithoutTls() {
        DisposableServer plain = server(HttpServer.create());
        HttpClient client = clients.client(
                Upstream.of("ledger", identity(LEDGER), new Endpoint("https", "127.0.0.1", plain.port())));

        StepVerifier.create(client.get()
                        .uri("http://127.0.0.1:" + plain.port() + "/")
                        .response())
                .expectErrorMessage("a named upstream is never reached without tls")
                .verify(PATIENCE);
        assertThat(served).hasValue(0);
        plain.disposeNow();
    }

    @Test
    void anUpstreamWithoutAnIdentityMayBePlain() {
        DisposableServer plain = server(HttpServer.create());

        assertThat(get(Upstream.of("plain", Optional.empty(), new Endpoint("http", "127.0.0.1", plain.port()))))
                .isEqualTo("hello");
        plain.disposeNow();
    }

    @Test
    void anUpstreamWithoutAnIdentityIsNotBelievedByItsSpiffeId() throws Exception {
        DisposableServer backend = backend(LEDGER);

        StepVerifier.create(call(
                        Upstream.of("unnamed", Optional.empty(), new Endpoint("https", "127.0.0.1", backend.port()))))
                .expectError(javax.net.ssl.SSLHandshakeException.class)
                .verify(PATIENCE);
        assertThat(served).hasValue(0);
        backend.disposeNow();
    }

    @Test
    void connectionsAndThoseWhoWaitForThemAreLimited() {
        DisposableServer silent = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> Mono.never())
                .bindNow(PATIENCE);
        PoolLimits defaults = PoolLimits.defaults();
        UpstreamClients small = clients(new PoolLimits(
                1, 1, Duration.ofSeconds(10), defaults.connectTimeout(), defaults.maxIdle(), defaults.maxLife(), 8192));
        HttpClient client =
                small.client(Upstream.of("silent", Optional.empty(), new Endpoint("http", "127.0.0.1", silent.port())));

        Mono<Integer> status = client.get()
                .uri("http://127.0.0.1:" + silent.port())
                .response()
                .map(response -> response.status().code());
        StepVerifier.create(Flux.merge(status, status, status))
                .expectError(PoolAcquirePendingLimitException.class)
                .verify(PATIENCE);
        small.close();
        silent.disposeNow();
    }

    @Test
    void aPoolTellsHowFullItIs() {
        Sinks.Empty<Void> answers = Sinks.empty();
        DisposableServer silent = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) ->
                        response.sendString(answers.asMono().thenReturn("late")))
                .bindNow(PATIENCE);
        PoolLimits defaults = PoolLimits.defaults();
        UpstreamClients small = clients(new PoolLimits(
                2, 4, Duration.ofSeconds(10), defaults.connectTimeout(), defaults.maxIdle(), defaults.maxLife(), 8192));
        HttpClient client =
                small.client(Upstream.of("silent", Optional.empty(), new Endpoint("http", "127.0.0.1", silent.port())));
        assertThat(small.connectionShare()).isZero();

        Mono<String> answer = client.get()
                .uri("http://127.0.0.1:" + silent.port())
                .responseSingle((response, body) -> body.asString());
        Disposable calls = Flux.merge(answer, answer, answer).subscribe();
        until(() -> small.waitingShare() == 0.25 && small.connectionShare() == 1);
        assertThat(small.activeConnections()).isEqualTo(2);
        assertThat(small.idleConnections()).isZero();

        answers.tryEmitEmpty();
        until(() -> small.waitingShare() == 0 && small.connectionShare() == 0 && small.idleConnections() > 0);
        calls.dispose();
        small.close();
        silent.disposeNow();
    }

    private static void until(BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(5))
                .filter(tick -> condition.getAsBoolean())
                .blockFirst(PATIENCE);
    }

    @Test
    void aRedirectIsTheClientsBusiness() {
        DisposableServer moved = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> response.sendRedirect("http://127.0.0.1:1/"))
                .bindNow(PATIENCE);
        HttpClient client =
                clients.client(Upstream.of("moved", Optional.empty(), new Endpoint("http", "127.0.0.1", moved.port())));

        StepVerifier.create(client.get()
                        .uri("http://127.0.0.1:" + moved.port())
                        .response()
                        .map(response -> response.status().code()))
                .expectNext(302)
                .expectComplete()
                .verify(PATIENCE);
        moved.disposeNow();
    }

    private String get(Upstream upstream) {
        return Objects.requireNonNull(call(upstream).block(PATIENCE));
    }

    private Mono<String> call(Upstream upstream) {
        Endpoint endpoint = upstream.endpoints().get(0);
        return clients.client(upstream).get().uri(endpoint + "/").responseSingle((response, body) -> body.asString());
    }

    private Upstream upstream(String identity, DisposableServer backend) {
        return Upstream.of("ledger", identity(identity), new Endpoint("https", "127.0.0.1", backend.port()));
    }

    private DisposableServer backend(String identity) throws Exception {
        SslContext context =
                ServerTls.context(ACME.issue(LeafSpec.of(identity)).keyMaterial(), ClientAuth.REQUIRED, BOTH, CLOCK);
        return server(HttpServer.create()
                .secure(SslProvider.builder().sslContext(context).build()));
    }

    private DisposableServer server(HttpServer server) {
        return server.host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    served.incrementAndGet();
                    return response.send(ByteBufFlux.fromString(Mono.just("hello")));
                })
                .bindNow(PATIENCE);
    }

    private static UpstreamClients clients(PoolLimits limits) {
        return new UpstreamClients(Optional.of(OWN), BOTH, LOOPS, limits, CLOCK);
    }

    private static Optional<SpiffeId> identity(String uri) {
        return Optional.of(Houses.id(uri));
    }
}
