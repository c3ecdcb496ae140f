package dev.gatehouse.ingress.upstream;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.FastThreadLocal;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

/**
 * The fast path's connections to backends: for each event loop a pool of each place, so that a request and its
 * answer never leave the loop that owns the client.
 */
public final class UpstreamPools implements AutoCloseable {
    private final LoopResources loops;
    private final Function<Place, SslContext> contexts;
    private final PoolLimits limits;
    // For those who count and those who close; a loop finds its own by the thread.
    private final Queue<OnLoop> all = new ConcurrentLinkedQueue<>();
    private final FastThreadLocal<Map<Place, OnLoop>> own = new FastThreadLocal<>() {
        @Override
        protected Map<Place, OnLoop> initialValue() {
            return new HashMap<>();
        }
    };

    private @Nullable Transport transport;
    private volatile boolean isClosed;

    UpstreamPools(LoopResources loops, Function<Place, SslContext> contexts, PoolLimits limits) {
        this.loops = loops;
        this.contexts = contexts;
        this.limits = limits;
    }

    /** Asks for a connection to where the lease leads; to be called on the loop that shall own it. */
    public void take(EventLoop loop, Lease lease, int connectMillis, ConnectionTaker taker) {
        pool(loop, lease.place()).take(taker, connectMillis);
    }

    private ConnectionPool pool(EventLoop loop, Place place) {
        Map<Place, OnLoop> known = own.get();
        OnLoop there = known.get(place);
        if (there == null) {
            there = new OnLoop(loop, newPool(loop, place));
            known.put(place, there);
            all.add(there);
            if (isClosed) {
                // Nobody would close what it opened.
                there.pool().shut();
            }
        }
        return there.pool();
    }

    private ConnectionPool newPool(EventLoop loop, Place place) {
        SslContext tls = place.endpoint().isTls() ? contexts.apply(place) : null;
        Transport with = transport();
        Dialer dialer = new Dialer(loop, with.channels(), with.resolver(), place, tls);
        PoolLimits share = limits.shareOf(with.loops());
        return place.protocol() == Protocol.HTTP_2 ? new StreamPool(dialer, share) : new EndpointPool(dialer, share);
    }

    private synchronized Transport transport() {
        Transport known = transport;
        if (known == null) {
            known = Transport.of(loops);
            transport = known;
        }
        return known;
    }

    /** The share of its connections that the busiest place has given out, from 0 to 1. */
    double connections() {
        return worst(ConnectionPool::lent, limits.maxConnections());
    }

    /** The share of the room for those who wait, where most of it is taken, from 0 to 1. */
    double waiting() {
        return worst(ConnectionPool::waiting, limits.maxWaiting());
    }

    int active() {
        return all.stream().mapToInt(there -> there.pool().lent()).sum();
    }

    int idle() {
        return all.stream().mapToInt(there -> there.pool().idle()).sum();
    }

    private double worst(Function<ConnectionPool, Integer> taken, int limit) {
        Map<Place, Integer> sums = new HashMap<>();
        all.forEach(there -> sums.merge(there.pool().place(), taken.apply(there.pool()), Integer::sum));
        int most = sums.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return Math.min(1, (double) most / Math.max(1, limit));
    }

    /** Closes every connection that is not lent, and the others when they are given back. */
    @Override
    public synchronized void close() {
        isClosed = true;
        all.forEach(there -> there.loop().execute(there.pool()::shut));
        if (transport != null) {
            transport.resolver().close();
        }
    }

    private record OnLoop(EventLoop loop, ConnectionPool pool) {}

    /** What connections are made of; asks no name server in a way that waits. */
    private record Transport(
            Class<? extends Channel> channels, AddressResolverGroup<InetSocketAddress> resolver, int loops) {

        static Transport of(LoopResources resources) {
            EventLoopGroup group = resources.onClient(true);
            int loops = 0;
            for (Object ignored : group) {
                loops++;
            }
            Class<? extends SocketChannel> channels = resources.onChannelClass(SocketChannel.class, group);
            return new Transport(
                    channels,
                    new DnsAddressResolverGroup(new DnsNameResolverBuilder()
                            .datagramChannelType(resources.onChannelClass(DatagramChannel.class, group))
                            .socketChannelType(channels)),
                    Math.max(1, loops));
        }
    }
}
