package dev.gatehouse.telemetry.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.event.IsoTime;
import dev.gatehouse.telemetry.event.Origin;
import dev.gatehouse.telemetry.event.UuidText;
import dev.gatehouse.telemetry.spool.SpoolRecord;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers of CloudEvents 1.0 in Kafka's binary mode: what a record is, without opening it. */
final class CloudEvent {
    private static final Header VERSION = new RecordHeader("ce_specversion", "1.0".getBytes(UTF_8));
    private static final Header JSON = contentType(EventFormat.JSON);
    private static final Header PROTOBUF = contentType(EventFormat.PROTOBUF);

    private final String gatewayId;
    private final Header source;
    private final Map<Topic, Header> types = new EnumMap<>(Topic.class);

    CloudEvent(Origin origin) {
        gatewayId = origin.gatewayId();
        source = sourceOf(gatewayId);
        for (Topic topic : Topic.values()) {
            types.put(topic, new RecordHeader("ce_type", topic.eventType().getBytes(UTF_8)));
        }
    }

    /** The headers of a record; what a former start left may have come from a gateway of another name. */
    List<Header> headers(String writer, Topic topic, SpoolRecord record) {
        return List.of(
                VERSION,
                new RecordHeader("ce_id", UuidText.bytes(record.idHigh(), record.idLow())),
                writer.equals(gatewayId) ? source : sourceOf(writer),
                typeOf(topic),
                new RecordHeader("ce_time", IsoTime.bytes(record.epochMillis())),
                record.format() == EventFormat.PROTOBUF.number() ? PROTOBUF : JSON);
    }

    private static Header contentType(EventFormat format) {
        return new RecordHeader("content-type", format.contentType().getBytes(UTF_8));
    }

    private static Header sourceOf(String gatewayId) {
        return new RecordHeader("ce_source", ("/gatehouse/" + gatewayId).getBytes(UTF_8));
    }

    private Header typeOf(Topic topic) {
        return Objects.requireNonNull(types.get(topic));
    }
}
