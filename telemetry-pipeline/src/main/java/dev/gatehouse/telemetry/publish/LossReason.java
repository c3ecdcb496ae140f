package dev.gatehouse.telemetry.publish;

/** Why a record never reached Kafka. */
public enum LossReason {
    /** The event loop found its ring full. */
    RING_FULL("ring_full"),
    /** We could not encode it. */
    ENCODE_FAILED("encode_failed"),
    /** The oldest requests gave way, because the spool's budget was used up. */
    SPOOL_BUDGET("spool_budget"),
    /** The spool had no room for it. */
    SPOOL_FULL("spool_full"),
    /** It lay in the spool, and could not be read back. */
    SPOOL_FAILED("spool_failed"),
    /** Kafka refused the record itself. */
    SEND_FAILED("send_failed"),
    /** The gateway stopped before it could be sent, and had nothing but memory to keep it in. */
    SHUTDOWN("shutdown"),
    /** A former start had given it a number, and it was neither sent nor found in the spool. */
    CRASH("crash"),
    /** No broker is configured. */
    NO_KAFKA("no_kafka");

    private final String wireName;

    LossReason(String wireName) {
        this.wireName = wireName;
    }

    /** The word that metrics and records carry. */
    public String wireName() {
        return wireName;
    }
}
