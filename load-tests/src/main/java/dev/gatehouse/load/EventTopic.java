package dev.gatehouse.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the request events by where the partitions of their topic end. Everybody's events are counted. */
final class EventTopic implements AutoCloseable {
    static final String REQUESTS = "gatehouse.requests.v1";
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private EventTopic(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = List.copyOf(partitions);
        consumer.assign(this.partitions);
    }

    static EventTopic open(String bootstrap) throws LoadProblem {
        Loopback.requireAll(bootstrap, "--kafka");
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        "false",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        "false",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) ANSWER.toMillis()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        try {
            return new EventTopic(consumer, partitions(consumer, bootstrap));
        } catch (LoadProblem | RuntimeException failure) {
            consumer.close();
            throw failure;
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String bootstrap) throws LoadProblem {
        List<PartitionInfo> known;
        try {
            known = consumer.listTopics(ANSWER).getOrDefault(REQUESTS, List.of());
        } catch (KafkaException absent) {
            throw new LoadProblem("no Kafka broker answers at " + bootstrap, absent);
        }
        if (known.isEmpty()) {
            throw new LoadProblem("the broker at " + bootstrap + " has no topic " + REQUESTS);
        }
        for (PartitionInfo partition : known) {
            if (partition.leader() != null) {
                Loopback.require(partition.leader().host(), "the broker of " + REQUESTS + ",");
            }
        }
        return known.stream()
                .map(partition -> new TopicPartition(REQUESTS, partition.partition()))
                .toList();
    }

    /** How many events were ever written. */
    long end() throws LoadProblem {
        try {
            return consumer.endOffsets(partitions, ANSWER).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        } catch (KafkaException failure) {
            throw new LoadProblem("the broker does not say where " + REQUESTS + " ends", failure);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
