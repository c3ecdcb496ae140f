package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.admission.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code gateway.limits}; what is not written keeps its default. */
final class LimitsReader {
    private static final List<String> KEYS = List.of(
            "max-connections",
            "max-connections-per-address",
            "max-requests",
            "requests-per-second-per-address",
            "max-header-bytes",
            "max-initial-line-bytes",
            "header-timeout",
            "idle-timeout",
            "max-body-bytes",
            "max-streams");
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MANY = 1_000_000;

    Limits read(Optional<Value> value) {
        Limits usual = Limits.defaults();
        return value.flatMap(written -> written.section("limits", KEYS))
                .map(section -> read(section, usual))
                .orElse(usual);
    }

    private static Limits read(Section section, Limits usual) {
        return new Limits(
                number(section, "max-connections", 1, MANY, usual.maxConnections()),
                number(section, "max-connections-per-address", 1, MANY, usual.maxConnectionsPerAddress()),
                number(section, "max-requests", 1, MANY, usual.maxRequests()),
                number(section, "requests-per-second-per-address", 0, MANY, usual.requestsPerSecondPerAddress()),
                (int) bytes(section, "max-header-bytes", 1024, 1 << 20, usual.maxHeaderBytes()),
                (int) bytes(section, "max-initial-line-bytes", 256, 1 << 16, usual.maxInitialLineBytes()),
                time(section, "header-timeout", usual.headerTimeout()),
                time(section, "idle-timeout", usual.idleTimeout()),
                bytes(section, "max-body-bytes", 0, 1L << 40, usual.maxBodyBytes()),
                number(section, "max-streams", 1, 10_000, usual.maxStreams()));
    }

    private static int number(Section section, String key, int least, int most, int usual) {
        return section.get(key)
                .flatMap(value -> Quantities.wholeNumber(value, key, least, most))
                .orElse(usual);
    }

    private static long bytes(Section section, String key, long least, long most, long usual) {
        return section.get(key)
                .flatMap(value -> Quantities.bytes(value, key, least, most))
                .orElse(usual);
    }

    private static Duration time(Section section, String key, Duration usual) {
        return section.get(key)
                .flatMap(value -> Quantities.time(value, key, SHORTEST, LONGEST))
                .orElse(usual);
    }
}
