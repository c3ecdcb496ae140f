package dev.gatehouse.telemetry.publish;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How many partitions each topic has: as configured, until the broker was asked.
 *
 * <p>Written by the thread that checks the topics, read by the drain thread and the senders.
 */
final class PartitionCounts {
    private final AtomicIntegerArray counts = new AtomicIntegerArray(Topic.values().length);
    private volatile boolean settled;

    PartitionCounts(TopicLayout layout) {
        for (Topic topic : Topic.values()) {
            counts.set(topic.ordinal(), layout.partitionsOf(topic));
        }
    }

    int of(Topic topic) {
        return counts.get(topic.ordinal());
    }

    void learn(Topic topic, int count) {
        counts.set(topic.ordinal(), count);
    }

    /** Whether the topics were created or found, so that sending cannot create them in a wrong shape. */
    boolean isSettled() {
        return settled;
    }

    void settle() {
        settled = true;
    }
}
