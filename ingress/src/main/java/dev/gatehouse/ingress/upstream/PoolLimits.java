package dev.gatehouse.ingress.upstream;

import java.time.Duration;

/** How much of a backend's connections one gateway takes; counts are for each endpoint. */
public record PoolLimits(
        int maxConnections,
        int maxWaiting,
        Duration maxWait,
        Duration connectTimeout,
        Duration maxIdle,
        Duration maxLife,
        int maxHeaderBytes) {

    public static PoolLimits defaults() {
        return new PoolLimits(
                256,
                1024,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                Duration.ofMinutes(10),
                32 * 1024);
    }

    /** What one of so many loops may take, which is never nothing. */
    PoolLimits shareOf(int loops) {
        return new PoolLimits(
                share(maxConnections, loops),
                share(maxWaiting, loops),
                maxWait,
                connectTimeout,
                maxIdle,
                maxLife,
                maxHeaderBytes);
    }

    private static int share(int all, int loops) {
        return Math.max(1, (all + loops - 1) / loops);
    }
}
