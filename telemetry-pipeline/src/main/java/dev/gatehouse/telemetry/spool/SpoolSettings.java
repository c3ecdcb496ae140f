package dev.gatehouse.telemetry.spool;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where what waits for Kafka lies, and how much of it.
 *
 * @param directory where the files are; null if everything waits in memory
 * @param budget bytes of all that waits
 * @param syncEvery how long what was written may wait to be made durable
 * @param syncBytes how much of it may wait
 */
public record SpoolSettings(@Nullable Path directory, long budget, Duration syncEvery, long syncBytes) {
    public static final long LEAST_BUDGET = 1 << 20;

    public SpoolSettings {
        if (budget < LEAST_BUDGET) {
            throw new IllegalArgumentException("the spool's budget must be at least " + LEAST_BUDGET + " bytes");
        }
        if (syncEvery.toMillis() < 1 || syncBytes < 1) {
            throw new IllegalArgumentException("the spool must be synced by time and by size");
        }
    }

    /** 64 MiB in memory. */
    public static SpoolSettings inMemory() {
        return inMemory(64L << 20);
    }

    public static SpoolSettings inMemory(long budget) {
        return new SpoolSettings(null, budget, Duration.ofMillis(100), 1 << 20);
    }

    /** In a directory, made durable every 100 ms or 1 MiB. */
    public static SpoolSettings onDisk(Path directory, long budget) {
        return new SpoolSettings(directory, budget, Duration.ofMillis(100), 1 << 20);
    }
}
