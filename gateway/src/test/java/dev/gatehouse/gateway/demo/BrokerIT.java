package dev.gatehouse.gateway.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class BrokerIT {
    @TempDir
    private Path directory;

    @Test
    void itKeepsItsTopicsOverARestartAndLeavesNoProcess() throws Exception {
        ProcessHandle process;
        try (Broker broker = Broker.start(directory, Ports.free());
                Admin admin = admin(broker)) {
            process = ProcessHandle.of(broker.processId()).orElseThrow();
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }
        assertThat(process.isAlive()).isFalse();
        try (Broker broker = Broker.start(directory, Ports.free());
                Admin admin = admin(broker)) {
            assertThat(admin.listTopics().names().get(60, TimeUnit.SECONDS)).contains("kept");
        }
    }

    @Test
    void aSignalAloneDoesNotStopIt() throws Exception {
        try (Broker broker = Broker.start(directory, Ports.free());
                Admin admin = admin(broker)) {
            ProcessHandle.of(broker.processId()).orElseThrow().destroy();

            assertThat(admin.describeCluster().nodes().get(60, TimeUnit.SECONDS))
                    .hasSize(1);
        }
    }

    @Test
    void aStartThatFailsShowsWhatKafkaSaid() throws Exception {
        Files.writeString(directory.resolve("kafka"), "a file where the data folder should be", UTF_8);

        assertThatThrownBy(() -> Broker.start(directory, Ports.free()))
                .isInstanceOf(DemoProblem.class)
                .hasMessageContaining("Kafka did not start")
                .hasMessageContaining("kafka.log");
    }

    private static Admin admin(Broker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
