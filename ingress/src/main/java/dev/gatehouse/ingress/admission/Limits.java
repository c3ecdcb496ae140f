package dev.gatehouse.ingress.admission;

import java.time.Duration;

/**
 * How much one gateway takes on. Zero requests a second for each address means no such limit, as does a
 * body of zero bytes.
 */
public record Limits(
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxRequests,
        int requestsPerSecondPerAddress,
        int maxHeaderBytes,
        int maxInitialLineBytes,
        Duration headerTimeout,
        Duration idleTimeout,
        long maxBodyBytes,
        int maxStreams) {

    public static Limits defaults() {
        return new Limits(
                20_000, 2_000, 10_000, 0, 16 * 1024, 8 * 1024, Duration.ofSeconds(10), Duration.ofSeconds(60), 0, 100);
    }
}
