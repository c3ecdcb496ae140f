package dev.gatehouse.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A real broker in this JVM with the topic of the request events. */
final class TestBroker implements AutoCloseable {
    private static final int PARTITIONS = 3;

    private final KafkaClusterTestKit kit;
    private final KafkaProducer<String, String> producer;

    TestBroker() throws Exception {
        kit = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(false)
                        .setNumBrokerNodes(1)
                        .setNumControllerNodes(1)
                        .setBrokerListenerName(ListenerName.normalised("EXTERNAL"))
                        .build())
                .setConfigProp("auto.create.topics.enable", "false")
                .build();
        kit.format();
        kit.startup();
        kit.waitForReadyBrokers();
        Map<String, Object> address = Map.of("bootstrap.servers", kit.bootstrapServers(), "linger.ms", "20");
        try (Admin admin = Admin.create(address)) {
            admin.createTopics(List.of(new NewTopic(EventTopic.REQUESTS, PARTITIONS, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
        producer = new KafkaProducer<>(address, new StringSerializer(), new StringSerializer());
    }

    String bootstrap() {
        return kit.bootstrapServers();
    }

    void publish(String event) {
        producer.send(new ProducerRecord<>(EventTopic.REQUESTS, event));
    }

    void publishNow(String event) throws Exception {
        producer.send(new ProducerRecord<>(EventTopic.REQUESTS, event)).get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        producer.close();
        kit.close();
    }
}
