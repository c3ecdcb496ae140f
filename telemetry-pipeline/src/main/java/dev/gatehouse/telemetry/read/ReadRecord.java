package dev.gatehouse.telemetry.read;

import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.event.ProtobufEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record as it lies in Kafka.
 *
 * @param topic the topic's name
 * @param partition the partition
 * @param offset the offset there
 * @param timestamp milliseconds since the epoch
 * @param key the key as text, if there is one
 * @param headers the headers as text; of several with one name, the last
 * @param value the body, not copied
 */
// Never compared; copying each body would cost more than it protects.
@SuppressWarnings("ArrayRecordComponent")
public record ReadRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        @Nullable String key,
        Map<String, String> headers,
        byte[] value) {

    /** The body as JSON, whichever format it is written in; as it is, if it is no event of ours. */
    public byte[] json() {
        return EventFormat.PROTOBUF.contentType().equals(headers.get("content-type"))
                ? ProtobufEvent.toJson(value).orElse(value)
                : value;
    }
}
