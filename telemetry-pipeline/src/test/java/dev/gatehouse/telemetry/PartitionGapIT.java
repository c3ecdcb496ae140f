package dev.gatehouse.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.read.EndOffsets;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.SequenceCheck;
import dev.gatehouse.telemetry.read.StartAt;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who reads one partition alone sees that a record is missing there; the examples of the README do. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PartitionGapIT extends BrokerFixture {
    private static final String COPY = "copy";
    private static final int EVENTS = 600;

    private int partition;
    private SequenceCheck.Gap cutOut;

    @BeforeEach
    void copyWithoutOneRecord() throws IOException {
        try (Telemetry telemetry = Telemetry.start(settings(), registry, Clock.systemUTC())) {
            for (int i = 0; i < EVENTS; i++) {
                finish(telemetry.recorder(), i);
            }
            assertThat(telemetry.flush(PATIENCE)).isTrue();
        }
        List<ReadRecord> all = readAll(Topic.REQUESTS);
        partition = all.get(0).partition();
        List<ReadRecord> own = new ArrayList<>(
                all.stream().filter(record -> record.partition() == partition).toList());
        JsonNode gone = parsed(own.remove(own.size() / 2));
        long number = gone.get("pseq").longValue();
        cutOut = new SequenceCheck.Gap(gone.get("boot_id").textValue(), partition, number, number);
        copy(own);
    }

    private void copy(List<ReadRecord> records) {
        KafkaAccess kafka = kafka();
        try (var admin = kafka.admin("test");
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(COPY, partition + 1, (short) 1)));
            for (ReadRecord record : records) {
                byte[] key = Objects.requireNonNull(record.key()).getBytes(UTF_8);
                producer.send(new ProducerRecord<>(COPY, partition, key, record.value()));
            }
        }
    }

    @Test
    void theConsumerOfTheReadmeFindsTheGap() throws IOException {
        List<JsonNode> handled = new ArrayList<>();

        List<SequenceCheck.Gap> gaps = consume(kafka(), COPY, partition, handled::add);

        assertThat(gaps).containsExactly(cutOut);
        assertThat(handled).hasSizeGreaterThan(10);
    }

    // The example of the README.
    static List<SequenceCheck.Gap> consume(KafkaAccess kafka, String topic, int partition, Consumer<JsonNode> handler)
            throws IOException {
        Duration deadline = Duration.ofSeconds(30);
        SequenceCheck check = new SequenceCheck();
        try (EventReader reader = EventReader.open(kafka, List.of(topic), StartAt.earliest(), deadline)) {
            EndOffsets ends = reader.endOffsets(deadline);
            List<ReadRecord> records = new ArrayList<>();
            reader.readUpTo(ends, deadline, records::add);
            for (ReadRecord record : records) {
                JsonNode event = JSON.readTree(record.json());
                long number = event.get("pseq").longValue();
                // False for a record that came twice: after a crash, or after a retry.
                if (record.partition() == partition
                        && check.accept(event.get("boot_id").textValue(), partition, number)) {
                    handler.accept(event);
                }
            }
        }
        return check.gaps();
    }

    @Test
    void theShellLineOfTheReadmeFindsTheGap() throws Exception {
        assumeTrue(isThere("kcat"), "kcat is not installed");
        String line = "kcat -C -b " + broker.bootstrapServers() + " -t " + COPY + " -p " + partition
                + " -o beginning -e -q"
                + " | sed -E 's/.*\"boot_id\":\"([^\"]+)\",\"pseq\":([0-9]+).*/\\1 \\2/' | sort -u -k1,1 -k2,2n"
                + " | awk '$1 == boot && $2 != next_one { print \"gap\", boot, next_one, $2 - 1 }"
                + " { boot = $1; next_one = $2 + 1 }'";

        Process shell = new ProcessBuilder("sh", "-c", line).start();
        String printed = new String(shell.getInputStream().readAllBytes(), UTF_8);

        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(printed.strip()).isEqualTo("gap " + cutOut.bootId() + " " + cutOut.first() + " " + cutOut.last());
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, program).canExecute());
    }

    private KafkaAccess kafka() {
        return new KafkaAccess(broker.bootstrapServers(), Map.of());
    }
}
