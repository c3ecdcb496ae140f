package dev.gatehouse.telemetry.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many partitions each topic has: as configured, until the broker was asked.
 *
 * <p>Written by the thread that checks the topics, read by the drain thread and the senders.
 */
final class PartitionCounts {
    private final Map<Topic, Integer> counts = new ConcurrentHashMap<>();
    private final Map<Topic, Integer> numbered = new ConcurrentHashMap<>();
    private volatile boolean settled;

    PartitionCounts(TopicLayout layout) {
        for (Topic topic : Topic.values()) {
            counts.put(topic, layout.partitionsOf(topic));
        }
    }

    int of(Topic topic) {
        return counts.getOrDefault(topic, 1);
    }

    void learn(Topic topic, int count) {
        counts.put(topic, count);
    }

    /** That numbers are given in the first so many partitions of a topic: they are promised to be found there. */
    void number(Topic topic, int count) {
        numbered.merge(topic, count, Math::max);
    }

    /** How many partitions of a topic numbers are given in. */
    int numbered(Topic topic) {
        return numbered.getOrDefault(topic, 0);
    }

    /** Whether the topics were created or found, so that sending cannot create them in a wrong shape. */
    boolean isSettled() {
        return settled;
    }

    void settle() {
        settled = true;
    }
}
