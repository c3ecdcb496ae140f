package dev.gatehouse.telemetry;

import java.util.Map;
import java.util.Objects;
import kafka.server.BrokerServer;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A real broker in this JVM, on loopback, that can be stopped and started again with its data. */
public final class Broker {
    private final KafkaClusterTestKit kit;

    public Broker() throws Exception {
        this(Map.of());
    }

    /** With properties that go before ours. */
    Broker(Map<String, String> properties) throws Exception {
        kit = new KafkaClusterTestKit.Builder(new TestKitNodes.Builder()
                        .setCombined(false)
                        .setNumBrokerNodes(1)
                        .setNumControllerNodes(1)
                        .setBrokerListenerName(ListenerName.normalised("EXTERNAL"))
                        .setPerServerProperties(Map.of(0, properties))
                        .build())
                .setConfigProp("auto.create.topics.enable", "false")
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("offsets.topic.num.partitions", "1")
                .setConfigProp("group.initial.rebalance.delay.ms", "0")
                .setConfigProp("transaction.state.log.replication.factor", "1")
                .setConfigProp("transaction.state.log.min.isr", "1")
                .setConfigProp("transaction.state.log.num.partitions", "1")
                .build();
        kit.format();
        kit.startup();
        kit.waitForReadyBrokers();
    }

    /** Where one of several listeners is. */
    String address(String listener) {
        return "localhost:" + server().boundPort(ListenerName.normalised(listener));
    }

    public String bootstrapServers() {
        return kit.bootstrapServers();
    }

    void stop() {
        server().shutdown();
        server().awaitShutdown();
    }

    void startAgain() {
        server().startup();
    }

    private BrokerServer server() {
        return Objects.requireNonNull(kit.brokers().get(0));
    }

    public void close() throws Exception {
        kit.close();
    }
}
