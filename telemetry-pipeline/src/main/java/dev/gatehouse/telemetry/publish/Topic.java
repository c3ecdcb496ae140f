package dev.gatehouse.telemetry.publish;

import java.time.Duration;

/** A topic that we write to. */
public enum Topic {
    /** Every finished request, by route. */
    REQUESTS("gatehouse.requests.v1", "dev.gatehouse.request.v1", Duration.ofDays(3)),
    /** Every denial and a sample of the rest, by caller. */
    DECISIONS("gatehouse.decisions.v1", "dev.gatehouse.decision.v1", Duration.ofDays(30)),
    /** Golden signals, by route, caller and callee. */
    SIGNALS("gatehouse.signals.v1", "dev.gatehouse.signal.v1", Duration.ofDays(14)),
    /** What became of a gateway, by its id. */
    LIFECYCLE("gatehouse.lifecycle.v1", "dev.gatehouse.lifecycle.v1", Duration.ofDays(30));

    private final String topicName;
    private final String eventType;
    private final Duration retention;

    Topic(String topicName, String eventType, Duration retention) {
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

    /** How long a topic that we create keeps its records. */
    public Duration retention() {
        return retention;
    }
}
