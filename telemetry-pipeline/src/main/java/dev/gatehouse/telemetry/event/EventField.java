package dev.gatehouse.telemetry.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the message {@code Event}, with their numbers. In JSON they have the same names, in the same order.
 * Numbers are never used again for something else.
 */
public enum EventField {
    EVENT_ID(1, Kind.UUID),
    GATEWAY_ID(2, Kind.TEXT),
    BOOT_ID(3, Kind.TEXT),
    PSEQ(4, Kind.NUMBER),
    TS(5, Kind.TIME),
    TRACE_ID(6, Kind.UUID),
    SPAN_ID(7, Kind.HEX),
    CLIENT_TRACE_ID(8, Kind.TEXT),
    ROUTE(9, Kind.TEXT),
    PATH_TEMPLATE(10, Kind.TEXT),
    METHOD(11, Kind.TEXT),
    PATH(12, Kind.TEXT),
    ATTRIBUTES(13, Kind.ATTRIBUTES),
    OVERSIZED(14, Kind.TEXTS),
    PROTOCOL(15, Kind.TEXT),
    STATUS(16, Kind.NUMBER),
    END(17, Kind.TEXT),
    ERROR_TYPE(18, Kind.TEXT),
    SRC_IDENTITY(19, Kind.TEXT),
    SRC_LEVEL(20, Kind.TEXT),
    SRC_SPIFFE(21, Kind.TEXT),
    DST_IDENTITY(22, Kind.TEXT),
    DST_LEVEL(23, Kind.TEXT),
    DST_SPIFFE(24, Kind.TEXT),
    BEHALF(25, Kind.TEXT),
    LABEL_LEVEL(26, Kind.TEXT),
    LABEL_COMPARTMENTS(27, Kind.COMPARTMENTS),
    TLS_VERSION(28, Kind.TEXT),
    PEER_CERT_SHA256(29, Kind.TEXT),
    DECISION(30, Kind.TEXT),
    RULE(31, Kind.TEXT),
    REASON(32, Kind.TEXT),
    NEAREST(33, Kind.TEXT),
    RULESET_HASH(34, Kind.TEXT),
    CONFIG_GENERATION(35, Kind.NUMBER),
    DENIED(36, Kind.TRUTH),
    ENFORCED(37, Kind.TRUTH),
    UPSTREAM(38, Kind.TEXT),
    ATTEMPTS(39, Kind.NUMBER),
    POLICY_US(40, Kind.NUMBER),
    QUEUE_US(41, Kind.NUMBER),
    CONNECT_US(42, Kind.NUMBER),
    TTFB_US(43, Kind.NUMBER),
    TOTAL_US(44, Kind.NUMBER),
    REQ_BYTES(45, Kind.NUMBER),
    RESP_BYTES(46, Kind.NUMBER),
    CLIENT_NET(47, Kind.TEXT),
    SAMPLE_RATE(48, Kind.REAL);

    private static final @Nullable EventField[] BY_NUMBER = new @Nullable EventField[values().length + 1];

    static {
        for (EventField field : values()) {
            BY_NUMBER[field.number] = field;
        }
    }

    private final int number;
    private final Kind kind;
    private final String jsonName = name().toLowerCase(Locale.ROOT);

    EventField(int number, Kind kind) {
        this.number = number;
        this.kind = kind;
    }

    /** What a field holds, and so how it looks on the wire and in JSON. */
    enum Kind {
        TEXT,
        TEXTS,
        /** A list that is told, empty or not, wherever the label's level is. */
        COMPARTMENTS,
        ATTRIBUTES,
        NUMBER,
        TRUTH,
        REAL,
        TIME,
        UUID,
        HEX
    }

    static @Nullable EventField numbered(int number) {
        return number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    public int number() {
        return number;
    }

    Kind kind() {
        return kind;
    }

    public String jsonName() {
        return jsonName;
    }
}
