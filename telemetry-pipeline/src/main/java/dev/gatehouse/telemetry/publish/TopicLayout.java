package dev.gatehouse.telemetry.publish;

import java.util.EnumMap;
import java.util.Map;

/**
 * How topics are created that are not there yet.
 *
 * @param partitions the number of partitions of each topic
 * @param replication copies of each partition
 */
public record TopicLayout(Map<Topic, Integer> partitions, short replication) {
    private static final int MOST_PARTITIONS = 1024;

    public TopicLayout {
        partitions = Map.copyOf(partitions);
        for (Topic topic : Topic.values()) {
            Integer count = partitions.get(topic);
            if (count == null || count < 1 || count > MOST_PARTITIONS) {
                throw new IllegalArgumentException(
                        "topic `" + topic.topicName() + "` needs 1 to " + MOST_PARTITIONS + " partitions");
            }
        }
        if (replication < 1) {
            throw new IllegalArgumentException("replication must be at least 1");
        }
    }

    /** The same number of partitions for requests and decisions, one for the quiet topics. */
    public static TopicLayout of(int partitions, int replication) {
        Map<Topic, Integer> counts = new EnumMap<>(Topic.class);
        counts.put(Topic.REQUESTS, partitions);
        counts.put(Topic.DECISIONS, partitions);
        counts.put(Topic.SIGNALS, 1);
        counts.put(Topic.LIFECYCLE, 1);
        counts.put(Topic.CONFIG, 1);
        return new TopicLayout(counts, (short) replication);
    }

    int partitionsOf(Topic topic) {
        return partitions.getOrDefault(topic, 1);
    }
}
