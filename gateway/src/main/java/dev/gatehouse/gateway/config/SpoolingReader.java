package dev.gatehouse.gateway.config;

import dev.gatehouse.gateway.config.GatewaySettings.Reporting.Spooling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code gateway.telemetry.spool}: where records wait for Kafka, and how many. */
final class SpoolingReader {
    private static final List<String> KEYS = List.of("directory", "budget", "sync");

    private static final long LEAST_BUDGET = 1L << 20;
    private static final long MOST_BUDGET = 1L << 40;
    private static final long BUDGET_ON_DISK = 2L << 30;
    private static final long BUDGET_IN_MEMORY = 64L << 20;
    private static final long MOST_IN_MEMORY = 1L << 30;

    private SpoolingReader() {}

    static Spooling read(Optional<Section> telemetry) {
        Optional<Section> spool =
                telemetry.flatMap(section -> section.get("spool")).flatMap(value -> value.section("spool", KEYS));
        Optional<Path> directory =
                spool.flatMap(section -> section.get("directory")).flatMap(value -> value.folder("directory"));
        boolean isOnDisk = spool.flatMap(section -> section.get("directory")).isPresent();
        Optional<Section> sync = spool.flatMap(section -> section.get("sync"))
                .flatMap(value -> value.section("sync", List.of("every", "bytes")));
        return new Spooling(
                directory,
                bytes(
                        spool,
                        "budget",
                        LEAST_BUDGET,
                        isOnDisk ? MOST_BUDGET : MOST_IN_MEMORY,
                        isOnDisk ? BUDGET_ON_DISK : BUDGET_IN_MEMORY),
                sync.flatMap(section -> section.get("every"))
                        .flatMap(value -> Quantities.time(value, "every", Duration.ofMillis(1), Duration.ofMinutes(1)))
                        .orElse(Duration.ofMillis(100)),
                bytes(sync, "bytes", 1, MOST_BUDGET, 1L << 20));
    }

    private static long bytes(Optional<Section> section, String key, long least, long most, long usual) {
        return section.flatMap(written -> written.get(key))
                .flatMap(value -> Quantities.bytes(value, key, least, most))
                .orElse(usual);
    }
}
