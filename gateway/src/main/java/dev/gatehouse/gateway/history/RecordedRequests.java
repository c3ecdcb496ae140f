package dev.gatehouse.gateway.history;

import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.read.EndOffsets;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.StartAt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The requests that lie in Kafka now, from a moment on.
 *
 * <p>It reads up to where the topic ended when it began, so that it ends however busy the gateways are, and holds one
 * poll's worth of records.
 */
public final class RecordedRequests {
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final KafkaAccess kafka;
    private final Instant since;

    public RecordedRequests(KafkaAccess kafka, Instant since) {
        this.kafka = kafka;
        this.since = since;
    }

    /** Hears how far the reading is: so many records, and which share of all. */
    public interface Progress {
        void at(long read, double share);
    }

    /**
     * Reads them all and says how many there were.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer, falls silent, or has no such topic
     */
    public long read(Consumer<ReadRecord> reader, Progress progress) {
        try (EventReader events =
                EventReader.open(kafka, List.of(Topic.REQUESTS.topicName()), StartAt.time(since), ANSWER_DEADLINE)) {
            if (events.isEmpty()) {
                throw new UnknownTopicOrPartitionException("it has no topic " + Topic.REQUESTS.topicName());
            }
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
}
