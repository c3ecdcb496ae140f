package dev.gatehouse.telemetry.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.oauthbearer.ClientJwtValidator;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The way to the brokers: opens producers, admin clients and consumers with the same addresses and the same properties.
 *
 * <p>The operator's properties come on top of our defaults and may change speed, size and security; what the promise of
 * no silent loss rests on (acknowledgements, idempotence, order, partitions) cannot be changed. A client gets the properties that it knows, and
 * those that no client of Kafka knows, which may be meant for a login module.
 *
 * <p>The properties may hold secrets: neither {@link #toString} nor an error tells their values.
 */
public final class KafkaAccess {
    static final long LINGER_MILLIS = 20;
    static final long DELIVERY_TIMEOUT_MILLIS = 120_000;

    private final String bootstrapServers;
    private final Map<String, String> clientProperties;

    public KafkaAccess(String bootstrapServers, Map<String, String> clientProperties) {
        this.bootstrapServers = bootstrapServers;
        this.clientProperties = Map.copyOf(clientProperties);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * A producer that waits for every replica, keeps the order and writes nothing twice; {@code name} is its client id.
     *
     * @throws KafkaException if the properties do not work, with the reason in its message
     */
    public Producer<byte[], byte[]> producer(String name) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, Long.toString(LINGER_MILLIS));
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 * 1024));
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(16 * 1024 * 1024));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(DELIVERY_TIMEOUT_MILLIS));
        // Only the sender's own thread waits, and it must notice a stop in time.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "1000");
        addCommon(settings, ClientKind.PRODUCER);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, name);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        // A second request under way could be taken while the first finds no leader yet; the first is then out of order
        // for good.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        return open(() -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * An admin client that gives up after ten seconds.
     *
     * @throws KafkaException if the properties do not work, with the reason in its message
     */
    public Admin admin(String name) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        addCommon(settings, ClientKind.ADMIN);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, name);
        return open(() -> Admin.create(settings));
    }

    /**
     * A consumer that joins no group, commits nothing, makes no topics and reads only what is committed.
     *
     * @throws KafkaException if the properties do not work, with the reason in its message
     */
    public Consumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>();
        addCommon(settings, ClientKind.CONSUMER);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return open(() -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /**
     * What an application of Kafka Streams needs to get in; its clients take of it what they know. What Streams decides
     * for itself, such as groups and transactions, is not in it.
     */
    public Map<String, Object> streams() {
        Map<String, Object> settings = new HashMap<>();
        for (ClientKind kind : ClientKind.values()) {
            addCommon(settings, kind);
        }
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        settings.remove(CommonClientConfigs.CLIENT_ID_CONFIG);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return settings;
    }

    private void addCommon(Map<String, Object> settings, ClientKind kind) {
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, "100");
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "2000");
        // Kafka's default looks for a library that only brokers need. A client cannot check a signature anyway.
        settings.put(SaslConfigs.SASL_OAUTHBEARER_JWT_VALIDATOR_CLASS, ClientJwtValidator.class.getName());
        clientProperties.forEach((name, value) -> {
            if (kind.takes(name) && !FixedProperties.contain(name)) {
                settings.put(name, value);
            }
        });
        settings.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
        settings.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }

    private <T> T open(Supplier<T> client) {
        try {
            OAuthSources.allow(clientProperties);
            return client.get();
        } catch (RuntimeException | LinkageError e) {
            // Kafka names the reason only in the cause; a class that a property asks for and that is not there is an
            // error, which must not end the thread that opens the client.
            throw new KafkaException(KafkaReason.of(e), e);
        }
    }

    /** The addresses and the names of the properties. */
    @Override
    public String toString() {
        return "KafkaAccess[bootstrapServers=" + bootstrapServers + ", clientProperties="
                + ClientPropertyCheck.printable(clientProperties.keySet()) + "]";
    }
}
