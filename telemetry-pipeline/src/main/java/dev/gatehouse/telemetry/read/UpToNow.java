package dev.gatehouse.telemetry.read;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads up to where the topics ended when it began, so that it ends however busy the gateways are, and holds one poll's
 * worth of records.
 */
public final class UpToNow {
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private UpToNow() {}

    /** Hears how far the reading is: so many records, and which share of all. */
    public interface Progress {
        void at(long read, double share);
    }

    /**
     * Reads them all and says how many there were.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer, or falls silent
     */
    public static long read(EventReader events, Consumer<ReadRecord> reader, Progress progress) {
        EndOffsets ends = events.endOffsets(ANSWER_DEADLINE);
        long all = events.leftUntil(ends);
        long left = all;
        long read = 0;
        long silentSince = System.nanoTime();
        while (left > 0) {
            for (ReadRecord record : events.poll(POLL)) {
                if (ends.isBehind(record)) {
                    reader.accept(record);
                    read++;
                }
            }
            long before = left;
            left = events.leftUntil(ends);
            silentSince = left < before ? System.nanoTime() : silentSince;
            if (System.nanoTime() - silentSince > LONGEST_SILENCE.toNanos()) {
                throw new TimeoutException("no record came for " + LONGEST_SILENCE.toSeconds() + " s");
            }
            progress.at(read, 1 - (double) left / all);
        }
        return read;
    }
}
