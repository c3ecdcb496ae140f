package dev.gatehouse.telemetry.publish;

import dev.gatehouse.telemetry.spool.Lane;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * Gives each record its partition and its number there.
 *
 * <p>We choose the partition ourselves, by the same hash as Kafka's own partitioner, because only then can the number be
 * written into the record. Numbers are dense per partition: a number that a reader misses is a record that was lost
 * and counted.
 *
 * <p>For the drain thread alone.
 */
final class Sequencer {
    private static final int MOST_KEYS = 4096;
    private static final long[] NO_NUMBERS = {};
    private static final Lane[] NO_LANES = {};

    private final PartitionCounts partitions;
    private final Map<String, Key> keys = new HashMap<>();
    private final Map<Topic, Lane[]> lanes = new EnumMap<>(Topic.class);
    private final Map<Topic, long[]> next = new EnumMap<>(Topic.class);
    private final Map<Topic, long[]> reported = new EnumMap<>(Topic.class);

    Sequencer(PartitionCounts partitions) {
        this.partitions = partitions;
    }

    Stamp stamp(Topic topic, String keyText) {
        Key key = keys.get(keyText);
        if (key == null) {
            key = remember(keyText);
        }
        int partition = key.hash % partitions.of(topic);
        long[] numbers = next.getOrDefault(topic, NO_NUMBERS);
        if (numbers.length <= partition) {
            numbers = Arrays.copyOf(numbers, partition + 1);
            next.put(topic, numbers);
            partitions.number(topic, partition + 1);
        }
        return new Stamp(topic, laneOf(topic, partition), numbers[partition]++, key.bytes);
    }

    private Lane laneOf(Topic topic, int partition) {
        Lane[] known = lanes.getOrDefault(topic, NO_LANES);
        if (known.length <= partition) {
            int from = known.length;
            known = Arrays.copyOf(known, partition + 1);
            for (int added = from; added <= partition; added++) {
                known[added] = new Lane(topic.number(), added);
            }
            lanes.put(topic, known);
        }
        return known[partition];
    }

    /** The numbers given since this was asked last. */
    List<SequenceRange> takeRanges(Topic topic) {
        long[] now = next.getOrDefault(topic, NO_NUMBERS);
        long[] before = Arrays.copyOf(reported.getOrDefault(topic, NO_NUMBERS), now.length);
        List<SequenceRange> ranges = new ArrayList<>();
        for (int partition = 0; partition < now.length; partition++) {
            if (now[partition] > before[partition]) {
                ranges.add(new SequenceRange(topic, partition, before[partition], now[partition] - 1));
            }
        }
        reported.put(topic, now.clone());
        return ranges;
    }

    /** The number that each partition of a class of topics would give next. */
    Map<Lane, Long> nextOf(TopicClass topics) {
        Map<Lane, Long> all = new HashMap<>();
        next.forEach((topic, numbers) -> {
            for (int partition = 0; topic.topicClass() == topics && partition < numbers.length; partition++) {
                all.put(new Lane(topic.number(), partition), numbers[partition]);
            }
        });
        return all;
    }

    /** Every number that was given so far. */
    List<SequenceRange> given() {
        List<SequenceRange> ranges = new ArrayList<>();
        next.forEach((topic, numbers) -> {
            for (int partition = 0; partition < numbers.length; partition++) {
                if (numbers[partition] > 0) {
                    ranges.add(new SequenceRange(topic, partition, 0, numbers[partition] - 1));
                }
            }
        });
        return ranges;
    }

    private Key remember(String text) {
        if (keys.size() >= MOST_KEYS) {
            keys.clear();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Key key = new Key(bytes, Utils.toPositive(Utils.murmur2(bytes)));
        keys.put(text, key);
        return key;
    }

    // Never compared: a value of the map, not a key.
    @SuppressWarnings("ArrayRecordComponent")
    private record Key(byte[] bytes, int hash) {}
}
