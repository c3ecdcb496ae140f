package dev.gatehouse.ingress.upstream;

import dev.gatehouse.ingress.tls.KeyMaterial;
import dev.gatehouse.ingress.tls.TrustBundles;
import dev.gatehouse.ingress.tls.UpstreamTls;
import dev.gatehouse.policy.identity.SpiffeId;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;

/**
 * The HTTP clients that reach backends: one for each identity that a backend must prove, with connections
 * of its own.
 *
 * <p>They are kept apart because reactor-netty tells pools by a 32-bit hash: in a shared pool a connection
 * that proved one identity could be handed to a request for another. A client of a named identity sends
 * nothing over a connection without TLS. Safe to share between threads.
 */
public final class UpstreamClients implements AutoCloseable {
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);
    private static final Duration EVICTION = Duration.ofSeconds(10);

    private final Optional<KeyMaterial> own;
    private final TrustBundles bundles;
    private final LoopResources loops;
    private final PoolLimits limits;
    private final Clock clock;
    private final PoolFullness fullness = new PoolFullness();
    private final Map<Optional<SpiffeId>, Pooled> clients = new ConcurrentHashMap<>();
    private final Map<Spoken, SslContext> contexts = new ConcurrentHashMap<>();
    private final UpstreamPools pools;

    public UpstreamClients(
            Optional<KeyMaterial> own, TrustBundles bundles, LoopResources loops, PoolLimits limits, Clock clock) {
        this.own = own;
        this.bundles = bundles;
        this.loops = loops;
        this.limits = limits;
        this.clock = clock;
        pools = new UpstreamPools(loops, place -> context(new Spoken(place.identity(), place.protocol())), limits);
    }

    /** The connections of the fast path. */
    public UpstreamPools pools() {
        return pools;
    }

    /** The client for whoever must prove this upstream's identity; made at the first call for it. */
    public HttpClient client(Upstream upstream) {
        Pooled known = clients.get(upstream.identity());
        return (known != null ? known : clients.computeIfAbsent(upstream.identity(), this::create)).client();
    }

    private Pooled create(Optional<SpiffeId> identity) {
        ConnectionProvider pool = pool(identity.map(SpiffeId::toString).orElse("unnamed"));
        HttpClient client = base(pool).secure(tls(identity));
        return new Pooled(pool, identity.isPresent() ? refusingPlain(client) : client);
    }

    private ConnectionProvider pool(String name) {
        return ConnectionProvider.builder(name)
                .maxConnections(limits.maxConnections())
                .pendingAcquireMaxCount(limits.maxWaiting())
                .pendingAcquireTimeout(limits.maxWait())
                .maxIdleTime(limits.maxIdle())
                .maxLifeTime(limits.maxLife())
                .evictInBackground(EVICTION)
                .lifo()
                .metrics(true, () -> fullness)
                .build();
    }

    private HttpClient base(ConnectionProvider pool) {
        return HttpClient.create(pool)
                .runOn(loops)
                .protocol(HttpProtocol.HTTP11)
                .compress(false)
                .disableRetry(true)
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        limits.connectTimeout().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .doOnChannelInit((observer, channel, address) -> channel.pipeline()
                        .addAfter(NettyPipeline.HttpCodec, "gatehouse.interim", new InterimResponses()))
                .httpResponseDecoder(
                        spec -> spec.maxHeaderSize(limits.maxHeaderBytes()).validateHeaders(true));
    }

    private SslProvider tls(Optional<SpiffeId> identity) {
        return SslProvider.builder()
                .sslContext(context(new Spoken(identity, Protocol.HTTP_1_1)))
                .handshakeTimeout(HANDSHAKE)
                .build();
    }

    private SslContext context(Spoken spoken) {
        return contexts.computeIfAbsent(spoken, this::createContext);
    }

    private SslContext createContext(Spoken spoken) {
        ApplicationProtocolConfig offer =
                spoken.protocol() == Protocol.HTTP_2 ? UpstreamTls.HTTP_2 : ApplicationProtocolConfig.DISABLED;
        try {
            return spoken.identity().isEmpty()
                    ? UpstreamTls.unnamed(own, offer)
                    : UpstreamTls.context(
                            own.orElseThrow(() ->
                                    new IllegalStateException("a backend that proves its identity wants to know ours")),
                            bundles,
                            spoken.identity().get(),
                            clock,
                            offer);
        } catch (SSLException e) {
            throw new IllegalStateException("cannot set up tls", e);
        }
    }

    private static HttpClient refusingPlain(HttpClient client) {
        return client.doOnRequest((request, connection) -> {
            if (connection.channel().pipeline().get(NettyPipeline.SslHandler) == null) {
                throw new IllegalStateException("a named upstream is never reached without tls");
            }
        });
    }

    /** The share of its connections that the busiest endpoint's pool has given out, from 0 to 1. */
    public double connectionShare() {
        return Math.max(fullness.connections(), pools.connections());
    }

    /** The share of the room for those who wait for a connection, where most of it is taken, from 0 to 1. */
    public double waitingShare() {
        return Math.max(fullness.waiting(), pools.waiting());
    }

    /** Connections to all backends that carry a request now. */
    public int activeConnections() {
        return fullness.active() + pools.active();
    }

    /** Connections to all backends that are kept open for the next request. */
    public int idleConnections() {
        return fullness.idle() + pools.idle();
    }

    /** Closes every connection, without waiting for it. */
    @Override
    public void close() {
        clients.values().forEach(pooled -> pooled.pool().dispose());
        pools.close();
    }

    /** What a context is made for: who must be there, and what is spoken. */
    private record Spoken(Optional<SpiffeId> identity, Protocol protocol) {}

    private record Pooled(ConnectionProvider pool, HttpClient client) {}
}
