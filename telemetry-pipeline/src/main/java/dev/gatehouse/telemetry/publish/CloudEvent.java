package dev.gatehouse.telemetry.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.telemetry.event.IsoTime;
import dev.gatehouse.telemetry.event.Origin;
import dev.gatehouse.telemetry.event.UuidText;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers of CloudEvents 1.0 in Kafka's binary mode: what a record is, without opening it. */
final class CloudEvent {
    private static final Header VERSION = new RecordHeader("ce_specversion", "1.0".getBytes(UTF_8));
    private static final Header JSON = new RecordHeader("content-type", "application/json".getBytes(UTF_8));

    private final Header source;
    private final List<Header> types = new ArrayList<>();

    CloudEvent(Origin origin) {
        source = new RecordHeader("ce_source", ("/gatehouse/" + origin.gatewayId()).getBytes(UTF_8));
        for (Topic topic : Topic.values()) {
            types.add(new RecordHeader("ce_type", topic.eventType().getBytes(UTF_8)));
        }
    }

    List<Header> headers(Topic topic, long idHigh, long idLow, long epochMillis) {
        return List.of(
                VERSION,
                new RecordHeader("ce_id", UuidText.bytes(idHigh, idLow)),
                source,
                types.get(topic.ordinal()),
                new RecordHeader("ce_time", IsoTime.bytes(epochMillis)),
                JSON);
    }
}
