package dev.gatehouse.telemetry.publish;

import dev.gatehouse.telemetry.spool.SpoolReader;
import dev.gatehouse.telemetry.spool.SpoolRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes of what lies in the spool what Kafka's producer takes. Safe for any thread. */
final class ToProducerRecord {
    private final CloudEvent cloudEvent;

    ToProducerRecord(CloudEvent cloudEvent) {
        this.cloudEvent = cloudEvent;
    }

    ProducerRecord<byte[], byte[]> of(SpoolReader.Read read) {
        SpoolRecord record = read.record();
        Topic topic = Topic.numbered(record.lane().topic());
        return new ProducerRecord<>(
                topic.topicName(),
                record.lane().partition(),
                record.epochMillis(),
                record.key(),
                record.value(),
                cloudEvent.headers(read.writer().gatewayId(), topic, record));
    }
}
