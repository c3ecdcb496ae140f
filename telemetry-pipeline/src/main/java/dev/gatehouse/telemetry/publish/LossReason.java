package dev.gatehouse.telemetry.publish;

/** Why a record never reached Kafka. */
public enum LossReason {
    /** The event loop found its ring full. */
    RING_FULL("ring_full"),
    /** We could not encode it. */
    ENCODE_FAILED("encode_failed"),
    /** The sender's queue was full, because Kafka was away or slow for too long. */
    QUEUE_FULL("queue_full"),
    /** Kafka refused it, or did not answer in time. */
    SEND_FAILED("send_failed"),
    /** The gateway stopped before it could be sent. */
    SHUTDOWN("shutdown");

    private final String wireName;

    LossReason(String wireName) {
        this.wireName = wireName;
    }

    /** The word that metrics and records carry. */
    public String wireName() {
        return wireName;
    }
}
