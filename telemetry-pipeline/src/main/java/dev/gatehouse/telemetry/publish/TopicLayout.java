package dev.gatehouse.telemetry.publish;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How topics are created that are not there yet, and what those are held against that are.
 *
 * @param partitions the number of partitions of each topic
 * @param replication copies of each partition
 * @param minInsyncReplicas how many of the copies must have a record before it counts as sent
 */
public record TopicLayout(Map<Topic, Integer> partitions, short replication, short minInsyncReplicas) {
    /** More than any topic of ours has use for. */
    public static final int MOST_PARTITIONS = 1024;

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
        if (minInsyncReplicas < 1 || minInsyncReplicas > replication) {
            throw new IllegalArgumentException("replicas in sync must be 1 to " + replication);
        }
    }

    /** The same number of partitions for requests and decisions, one for the quiet topics. */
    public static TopicLayout of(int partitions, int replication) {
        return of(partitions, replication, usualInSync(replication));
    }

    /** The same with a number of copies that must be in sync. */
    public static TopicLayout of(int partitions, int replication, int minInsyncReplicas) {
        Map<Topic, Integer> counts = new EnumMap<>(Topic.class);
        counts.put(Topic.REQUESTS, partitions);
        counts.put(Topic.DECISIONS, partitions);
        counts.put(Topic.SIGNALS, 1);
        counts.put(Topic.LIFECYCLE, 1);
        counts.put(Topic.CONFIG, 1);
        return new TopicLayout(counts, (short) replication, (short) minInsyncReplicas);
    }

    /** One copy more than the one that may be lost, where there is more than one. */
    public static int usualInSync(int replication) {
        return replication == 1 ? 1 : 2;
    }

    /** The settings of a topic that we create. */
    Map<String, String> settingsOf(Topic topic) {
        Map<String, String> settings = new HashMap<>(topic.keeping());
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Short.toString(minInsyncReplicas));
        return settings;
    }

    int partitionsOf(Topic topic) {
        return partitions.getOrDefault(topic, 1);
    }
}
