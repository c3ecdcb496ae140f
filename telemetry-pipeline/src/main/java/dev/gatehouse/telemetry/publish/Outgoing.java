package dev.gatehouse.telemetry.publish;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** A finished record on its way from the drain thread to a sender. */
// Never compared; copying each body would cost more than it protects.
@SuppressWarnings("ArrayRecordComponent")
record Outgoing(Stamp stamp, byte[] value, long epochMillis, List<Header> headers) {

    Topic topic() {
        return stamp.topic();
    }

    ProducerRecord<byte[], byte[]> toProducerRecord() {
        return new ProducerRecord<>(
                stamp.topic().topicName(), stamp.partition(), epochMillis, stamp.key(), value, headers);
    }
}
