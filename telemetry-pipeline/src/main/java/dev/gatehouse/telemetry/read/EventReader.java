package dev.gatehouse.telemetry.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.telemetry.publish.KafkaAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Reads topics of ours without joining a group, so that looking leaves no trace.
 *
 * <p>It holds at most one poll's worth of records, reads only what is committed, and is for one thread. Partitions are
 * those that exist when it is opened.
 */
public final class EventReader implements AutoCloseable {
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(2);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();

    private EventReader(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Opens a reader of some topics. A topic that is not there is left out; {@link #isEmpty} says if none is.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer within the deadline
     */
    public static EventReader open(
            String bootstrapServers,
            Map<String, String> clientProperties,
            Collection<String> topics,
            StartAt start,
            Duration deadline) {
        return open(new KafkaAccess(bootstrapServers, clientProperties), topics, start, deadline);
    }

    /**
     * The same with the settings of whoever else reads there.
     *
     * @throws org.apache.kafka.common.KafkaException if the properties do not work, or the broker does not answer
     *     within the deadline
     */
    public static EventReader open(KafkaAccess kafka, Collection<String> topics, StartAt start, Duration deadline) {
        EventReader reader = new EventReader(kafka.consumer());
        try {
            reader.assign(topics, start, deadline);
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void assign(Collection<String> topics, StartAt start, Duration deadline) {
        Map<String, List<PartitionInfo>> known = consumer.listTopics(deadline);
        for (String topic : topics) {
            for (PartitionInfo partition : known.getOrDefault(topic, List.of())) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
        }
        consumer.assign(partitions);
        start.seek(this, deadline);
    }

    void seekToEarliest(Duration deadline) {
        consumer.beginningOffsets(partitions, deadline).forEach(consumer::seek);
    }

    void seekToLatest(Duration deadline) {
        consumer.endOffsets(partitions, deadline).forEach(consumer::seek);
    }

    void seekToTime(Instant time, Duration deadline) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, time.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted, deadline);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, deadline);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp offset = found.get(partition);
            consumer.seek(partition, offset != null ? offset.offset() : ends.getOrDefault(partition, 0L));
        }
    }

    /** Whether none of the topics exists. */
    public boolean isEmpty() {
        return partitions.isEmpty();
    }

    /** The next records, in order within each partition; empty if none came in time. */
    public List<ReadRecord> poll(Duration deadline) {
        if (isEmpty()) {
            return List.of();
        }
        List<ReadRecord> records = new ArrayList<>();
        consumer.poll(deadline).forEach(record -> records.add(toReadRecord(record)));
        return records;
    }

    /** Where each partition ends just now, for {@link #readUpTo}. */
    public EndOffsets endOffsets(Duration deadline) {
        return new EndOffsets(consumer.endOffsets(partitions, deadline));
    }

    /** Where each partition begins just now: what was before is not kept any more. */
    public EndOffsets beginOffsets(Duration deadline) {
        return new EndOffsets(consumer.beginningOffsets(partitions, deadline));
    }

    /** Reads on until those ends are reached, and says whether that was before the deadline. */
    public boolean readUpTo(EndOffsets ends, Duration deadline, Consumer<ReadRecord> reader) {
        long stopAt = System.nanoTime() + deadline.toNanos();
        while (!isPast(ends)) {
            long left = stopAt - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            poll(Duration.ofNanos(left)).forEach(reader);
        }
        return true;
    }

    /** How many offsets lie between here and those ends; what is not to be read, such as a marker, has one, too. */
    public long leftUntil(EndOffsets ends) {
        return ends.offsets().entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    private boolean isPast(EndOffsets ends) {
        return leftUntil(ends) == 0;
    }

    @Override
    public void close() {
        // An operator who stops a reader interrupts its thread; Kafka's client would take that for an error.
        boolean isInterrupted = Thread.interrupted();
        try {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_DEADLINE));
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ReadRecord toReadRecord(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        byte[] value = record.value();
        return new ReadRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key() == null ? null : new String(record.key(), UTF_8),
                headers,
                value == null ? new byte[0] : value);
    }
}
