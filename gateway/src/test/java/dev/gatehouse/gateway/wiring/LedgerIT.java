package dev.gatehouse.gateway.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.cli.GatehouseCommand;
import dev.gatehouse.telemetry.Telemetry;
import dev.gatehouse.telemetry.TelemetrySettings;
import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.publish.TopicLayout;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.StartAt;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code gatehouse ledger verify} on what a real pipeline wrote, and on a copy of it with a record cut out. */
class LedgerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REQUESTS = 2_000;

    private static Broker broker;
    private static Broker copy;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void write() throws Exception {
        broker = new Broker();
        copy = new Broker();
        run(broker, REQUESTS);
    }

    @AfterAll
    static void close() throws Exception {
        broker.close();
        copy.close();
    }

    private static void run(Broker at, int requests) {
        TelemetrySettings settings = TelemetrySettings.of(at.bootstrapServers(), "gw-ledger")
                .withFormat(EventFormat.JSON)
                .withWindow(Duration.ofMillis(200))
                .withTopics(TopicLayout.of(3, 1));
        try (Telemetry telemetry = Telemetry.start(settings, new SimpleMeterRegistry(), Clock.systemUTC())) {
            for (int i = 0; i < requests; i++) {
                EventSlot slot = Objects.requireNonNull(telemetry.recorder().claim());
                slot.route("route-" + i % 7).method("GET").status(200).tsMillis(System.currentTimeMillis());
                slot.verdict().decision("not_mentioned").denied(i % 10 == 0).enforced(true);
                telemetry.recorder().publish();
            }
            assertThat(telemetry.flush(PATIENCE)).isTrue();
        }
    }

    @Test
    void whatAPipelineWroteIsWhole() {
        assertThat(verify(broker)).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .contains("gw-ledger", "stopped", "gatehouse.requests.v1", "2,000 of 2,000 seen")
                .contains("200 of 200 seen")
                .contains("the ledger is whole");
    }

    @Test
    void aRecordThatIsMissingIsNamedAndOneThatComesTwiceIsTold() {
        int cut = 700;
        copyAllBut(cut);

        assertThat(verify(copy)).isOne();
        assertThat(out.toString())
                .contains("UNEXPLAINED: partition", "1,999 of 2,000 seen, 1 twice")
                .contains("the ledger does not balance");
    }

    @Test
    void aTopicThatIsNotThereIsAProblem() throws Exception {
        try (Broker empty = new Broker()) {
            assertThat(verify(empty)).isOne();
            assertThat(err.toString()).contains("it has no topic gatehouse.requests.v1");
        }
    }

    private int verify(Broker at) {
        CommandLine command = GatehouseCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return command.execute("ledger", "verify", "--bootstrap", at.bootstrapServers());
    }

    /** Copies all topics, without one record of the requests and with another one twice. */
    private static void copyAllBut(int cut) {
        run(copy, 0);
        List<ReadRecord> records = readAll();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", copy.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            int requests = 0;
            for (ReadRecord record : records) {
                boolean isRequest = record.topic().equals(Topic.REQUESTS.topicName());
                if (!isRequest || requests++ != cut) {
                    producer.send(toProducer(record));
                }
                if (isRequest && requests == 1) {
                    producer.send(toProducer(record));
                }
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> toProducer(ReadRecord record) {
        byte[] key = Objects.requireNonNull(record.key()).getBytes(UTF_8);
        return new ProducerRecord<>(record.topic(), record.partition(), record.timestamp(), key, record.value());
    }

    private static List<ReadRecord> readAll() {
        List<String> topics =
                Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        List<ReadRecord> records = new ArrayList<>();
        KafkaAccess kafka = new KafkaAccess(broker.bootstrapServers(), Map.of());
        try (EventReader reader = EventReader.open(kafka, topics, StartAt.earliest(), PATIENCE)) {
            assertThat(reader.readUpTo(reader.endOffsets(PATIENCE), PATIENCE, records::add))
                    .isTrue();
        }
        return records;
    }
}
