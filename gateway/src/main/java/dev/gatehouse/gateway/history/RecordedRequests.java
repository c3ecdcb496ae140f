package dev.gatehouse.gateway.history;

import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.StartAt;
import dev.gatehouse.telemetry.read.UpToNow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The requests that lie in Kafka now, from a moment on. */
public final class RecordedRequests {
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);

    private final KafkaAccess kafka;
    private final Instant since;

    public RecordedRequests(KafkaAccess kafka, Instant since) {
        this.kafka = kafka;
        this.since = since;
    }

    /**
     * Reads them all and says how many there were.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer, falls silent, or has no such topic
     */
    public long read(Consumer<ReadRecord> reader, UpToNow.Progress progress) {
        try (EventReader events =
                EventReader.open(kafka, List.of(Topic.REQUESTS.topicName()), StartAt.time(since), ANSWER_DEADLINE)) {
            if (events.isEmpty()) {
                throw new UnknownTopicOrPartitionException("it has no topic " + Topic.REQUESTS.topicName());
            }
            return UpToNow.read(events, reader, progress);
        }
    }
}
