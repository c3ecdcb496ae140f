package dev.gatehouse.telemetry.publish;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** A topic that we write to. */
public enum Topic {
    /** Every finished request, by route. */
    REQUESTS(1, TopicClass.REQUESTS, "gatehouse.requests.v1", "dev.gatehouse.request.v1", Duration.ofDays(3)),
    /** Every denial and a sample of the rest, by caller. */
    DECISIONS(2, TopicClass.DECISIONS, "gatehouse.decisions.v1", "dev.gatehouse.decision.v1", Duration.ofDays(30)),
    /** Golden signals, by route, caller and callee. */
    SIGNALS(3, TopicClass.RECORDS, "gatehouse.signals.v1", "dev.gatehouse.signal.v1", Duration.ofDays(14)),
    /** What became of a gateway, by its id. */
    LIFECYCLE(4, TopicClass.RECORDS, "gatehouse.lifecycle.v1", "dev.gatehouse.lifecycle.v1", Duration.ofDays(30)),
    /** The configurations that were served, in pieces, by their hash; the last of each key is kept for good. */
    CONFIG(5, TopicClass.RECORDS, "gatehouse.config.v1", "dev.gatehouse.config.v1", null);

    private static final Topic[] ALL = values();

    private final int number;
    private final TopicClass topicClass;
    private final String topicName;
    private final String eventType;
    private final @Nullable Duration retention;

    Topic(int number, TopicClass topicClass, String topicName, String eventType, @Nullable Duration retention) {
        this.number = number;
        this.topicClass = topicClass;
        this.topicName = topicName;
        this.eventType = eventType;
        this.retention = retention;
    }

    /** The topic of a number that lies in the spool. */
    public static Topic numbered(int number) {
        return ALL[number - 1];
    }

    /** Whether a number in the spool stands for a topic; one that a newer version wrote may not. */
    public static boolean isKnown(int number) {
        return number >= 1 && number <= ALL.length;
    }

    /** What stands for it in the spool; never another one's. */
    public int number() {
        return number;
    }

    TopicClass topicClass() {
        return topicClass;
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
