package dev.gatehouse.telemetry.publish;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What an operator cannot change, and why: the promise that nothing is lost unseen rests on it. */
final class FixedProperties {
    private static final String IN_TRANSACTIONS = "leave it out; the gateway does not write in transactions";
    private static final String AS_BYTES = "leave it out; the gateway hands bytes over";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry(
                    ProducerConfig.ACKS_CONFIG,
                    "leave it out; a record counts as sent when every replica in sync has it"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "leave it out; it is always on"),
            Map.entry(
                    ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                    "leave it out; one request at a time keeps the records in order"),
            Map.entry(
                    ProducerConfig.RETRIES_CONFIG,
                    "leave it out; a record is tried again until `delivery.timeout.ms` is over"),
            Map.entry(
                    ProducerConfig.PARTITIONER_CLASS_CONFIG,
                    "leave it out; the gateway chooses the partition, and numbers its records"),
            Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, IN_TRANSACTIONS),
            Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, IN_TRANSACTIONS),
            Map.entry(ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG, IN_TRANSACTIONS),
            Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, AS_BYTES),
            Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, AS_BYTES),
            Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "leave it out; the gateway names its clients itself"));

    private FixedProperties() {}

    static Optional<PropertyProblem> problem(String name) {
        return Optional.ofNullable(REASONS.get(name))
                .map(reason -> PropertyProblem.error(name, "`" + name + "` cannot be changed", reason));
    }

    static boolean contain(String name) {
        return REASONS.containsKey(name);
    }
}
