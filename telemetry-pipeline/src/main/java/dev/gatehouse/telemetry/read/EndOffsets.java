package dev.gatehouse.telemetry.read;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where some partitions ended at one moment.
 *
 * @param offsets for each partition the offset of the record that would come next
 */
public record EndOffsets(Map<TopicPartition, Long> offsets) {
    public EndOffsets {
        offsets = Map.copyOf(offsets);
    }

    /** Whether a record lay there at that moment already. */
    public boolean isBehind(ReadRecord record) {
        Long end = offsets.get(new TopicPartition(record.topic(), record.partition()));
        return end != null && record.offset() < end;
    }
}
