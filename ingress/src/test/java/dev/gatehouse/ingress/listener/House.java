package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.Limits;
import dev.gatehouse.ingress.exchange.TestSnapshots;
import dev.gatehouse.ingress.forward.FilterPath;
import dev.gatehouse.ingress.snapshot.ActiveSnapshot;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.trace.TraceIds;
import dev.gatehouse.ingress.upstream.Balance;
import dev.gatehouse.ingress.upstream.Endpoint;
import dev.gatehouse.ingress.upstream.PoolLimits;
import dev.gatehouse.ingress.upstream.Protocol;
import dev.gatehouse.ingress.upstream.Upstream;
import dev.gatehouse.ingress.upstream.UpstreamClients;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServerRequest;

/** A door on free ports, with a filter path of the test's own behind it, that remembers what went on. */
final class House implements AutoCloseable {
    static {
        LeakWatch.install();
    }

    // Another one by -Dgatehouse.transport=io_uring, for trying them all.
    private static final Transport TRANSPORT = Transport.valueOf(
            System.getProperty("gatehouse.transport", Transport.usual().word()).toUpperCase(Locale.ROOT));

    private final Loops loops;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final IngressServer server;

    House(FilterPath path) {
        this(path, Limits.defaults());
    }

    House(FilterPath path, Limits limits) {
        this(path, limits, loops -> TestSnapshots.open());
    }

    private House(FilterPath path, Limits limits, Function<Loops, Snapshot> serving) {
        this(TRANSPORT, path, limits, serving);
    }

    private House(Transport transport, FilterPath path, Limits limits, Function<Loops, Snapshot> serving) {
        loops = Loops.of(transport, 2);
        server = new IngressServer(
                List.of(
                        new ListenerSettings("plain", "127.0.0.1", 0, Optional.empty()),
                        new ListenerSettings("tls", "127.0.0.1", 0, Optional.of(TestTls.server()))),
                limits,
                new ActiveSnapshot(serving.apply(loops)),
                TestTls.BUNDLES,
                TraceIds.secure(),
                (request, response) -> {
                    seen.add(lineOf(request));
                    return path.apply(request, response);
                },
                (refusal, traceId) -> ("{\"code\":\"" + refusal.code() + "\"}").getBytes(StandardCharsets.UTF_8),
                exchange -> ended.add(Ended.of(exchange)),
                loops);
        server.start();
    }

    /** A house whose requests all take the fast path, to this backend. */
    static House inFrontOf(DisposableServer backend) {
        return inFrontOf(backend, TRANSPORT);
    }

    static House inFrontOf(int port) {
        return inFrontOf(port, Protocol.HTTP_1_1, TRANSPORT);
    }

    static House inFrontOf(DisposableServer backend, Transport transport) {
        return inFrontOf(backend.port(), Protocol.HTTP_1_1, transport);
    }

    /** The same, to a backend that is spoken to in HTTP/2. */
    static House inFrontOfHttp2(int port) {
        return inFrontOf(port, Protocol.HTTP_2, TRANSPORT);
    }

    private static House inFrontOf(int port, Protocol protocol, Transport transport) {
        Upstream upstream = new Upstream(
                "backend",
                Optional.empty(),
                List.of(new Endpoint("http", "localhost", port)),
                Balance.ROUND_ROBIN,
                protocol);
        return new House(
                transport,
                (request, response) -> Mono.error(new AssertionError("nothing takes the filter path")),
                Limits.defaults(),
                loops -> TestSnapshots.fast(clients(loops), upstream));
    }

    private static UpstreamClients clients(Loops loops) {
        return new UpstreamClients(
                Optional.empty(), TestTls.BUNDLES, loops.resources(), PoolLimits.defaults(), Clock.systemUTC());
    }

    private static String lineOf(HttpServerRequest request) {
        return request.method() + " " + request.uri();
    }

    int port() {
        return server.port("plain");
    }

    int tlsPort() {
        return server.port("tls");
    }

    IngressServer server() {
        return server;
    }

    /** The requests that came through the door so far, as the filter path saw them. */
    Queue<String> seen() {
        return seen;
    }

    /** The next end that was told of, waiting for it. */
    Ended nextEnd() {
        try {
            Ended next = ended.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no exchange ended");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets what went on so far. */
    void forget() {
        ended.clear();
        seen.clear();
    }

    /** Ends that were told of and not yet asked for. */
    int endsLeft() {
        return ended.size();
    }

    @Override
    public void close() {
        server.drain(Duration.ofSeconds(2)).toCompletableFuture().join();
        loops.close();
    }
}
