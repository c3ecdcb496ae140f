package dev.gatehouse.ingress.upstream;

import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider;

/**
 * How full the pools of connections to backends are: there is one for each endpoint and identity.
 *
 * <p>Safe for any thread: pools come and go on event loops, whoever measures asks from its own.
 */
final class PoolFullness implements ConnectionProvider.MeterRegistrar {
    private final Map<Place, ConnectionPoolMetrics> pools = new ConcurrentHashMap<>();

    @Override
    public void registerMetrics(String pool, String id, SocketAddress endpoint, ConnectionPoolMetrics metrics) {
        pools.put(new Place(pool, id, endpoint), metrics);
    }

    @Override
    public void deRegisterMetrics(String pool, String id, SocketAddress endpoint) {
        pools.remove(new Place(pool, id, endpoint));
    }

    /** The share of its connections that the fullest pool has given out, from 0 to 1. */
    double connections() {
        return worst(ConnectionPoolMetrics::acquiredSize, ConnectionPoolMetrics::maxAllocatedSize);
    }

    /** The share of its waiting room that is taken in the pool where most wait, from 0 to 1. */
    double waiting() {
        return worst(ConnectionPoolMetrics::pendingAcquireSize, ConnectionPoolMetrics::maxPendingAcquireSize);
    }

    /** Connections that carry a request now. */
    int active() {
        return pools.values().stream()
                .mapToInt(ConnectionPoolMetrics::acquiredSize)
                .sum();
    }

    /** Connections that wait for a request. */
    int idle() {
        return pools.values().stream().mapToInt(ConnectionPoolMetrics::idleSize).sum();
    }

    private double worst(ToIntFunction<ConnectionPoolMetrics> taken, ToIntFunction<ConnectionPoolMetrics> limit) {
        double worst = 0;
        for (ConnectionPoolMetrics pool : pools.values()) {
            worst = Math.max(worst, (double) taken.applyAsInt(pool) / Math.max(1, limit.applyAsInt(pool)));
        }
        return Math.min(1, worst);
    }

    private record Place(String pool, String id, SocketAddress endpoint) {}
}
