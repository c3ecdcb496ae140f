package dev.gatehouse.telemetry.publish;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** A topic that we write to. */
public enum Topic {
    /** Every finished request, by route. */
    REQUESTS("gatehouse.requests.v1", "dev.gatehouse.request.v1", Duration.ofDays(3)),
    /** Every denial and a sample of the rest, by caller. */
    DECISIONS("gatehouse.decisions.v1", "dev.gatehouse.decision.v1", Duration.ofDays(30)),
    /** Golden signals, by route, caller and callee. */
    SIGNALS("gatehouse.signals.v1", "dev.gatehouse.signal.v1", Duration.ofDays(14)),
    /** What became of a gateway, by its id. */
    LIFECYCLE("gatehouse.lifecycle.v1", "dev.gatehouse.lifecycle.v1", Duration.ofDays(30)),
    /** The configurations that were served, in pieces, by their hash; the last of each key is kept for good. */
    CONFIG("gatehouse.config.v1", "dev.gatehouse.config.v1", null);

    private final String topicName;
    private final String eventType;
    private final @Nullable Duration retention;

    Topic(String topicName, String eventType, @Nullable Duration retention) {
        this.topicName = topicName;
        this.eventType = eventType;
        this.retention = retention;
    }

    public String topicName() {
        return topicName;
    }

    /** The CloudEvents type of its records. */
    public String eventType() {
        return eventType;
    }

    /** How a topic that we create keeps its records: for a time, or the last one of each key. */
    Map<String, String> keeping() {
        return retention == null
                ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
                : Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    }
}
