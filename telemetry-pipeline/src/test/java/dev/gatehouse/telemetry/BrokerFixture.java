package dev.gatehouse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.publish.TopicLayout;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.SequenceCheck;
import dev.gatehouse.telemetry.read.StartAt;
import dev.gatehouse.telemetry.ring.Recorder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A broker for each test, and the words that tests of the whole way share. */
abstract class BrokerFixture {
    // Kafka's own patience with one request is 30 s: a test that gives up first would fail on a busy machine.
    static final Duration PATIENCE = Duration.ofSeconds(120);
    static final ObjectMapper JSON = new ObjectMapper();

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Broker broker;

    @BeforeEach
    void startBroker() throws Exception {
        broker = new Broker();
    }

    @AfterEach
    void stopBroker() throws Exception {
        broker.close();
    }

    void assertDense(int expected) throws IOException {
        SequenceCheck check = checkRequests();
        assertThat(check.gapsFromStart()).isEmpty();
        assertThat(check.duplicates()).isZero();
        assertThat(check.seen()).isEqualTo(expected);
    }

    SequenceCheck checkRequests() throws IOException {
        SequenceCheck check = new SequenceCheck();
        for (ReadRecord record : readAll(Topic.REQUESTS)) {
            JsonNode event = JSON.readTree(record.json());
            check.accept(
                    event.get("boot_id").textValue(),
                    record.partition(),
                    event.get("pseq").longValue());
        }
        return check;
    }

    TelemetrySettings settings() {
        return TelemetrySettings.of(broker.bootstrapServers(), "gw-test")
                .withRingSlots(32_768)
                .withFormat(EventFormat.JSON)
                .withTopics(TopicLayout.of(3, 1));
    }

    List<ReadRecord> readAll(Topic topic) {
        List<ReadRecord> records = new ArrayList<>();
        try (EventReader reader = EventReader.open(
                broker.bootstrapServers(), Map.of(), List.of(topic.topicName()), StartAt.earliest(), PATIENCE)) {
            assertThat(reader.readUpTo(reader.endOffsets(PATIENCE), PATIENCE, records::add))
                    .isTrue();
        }
        return records;
    }

    static void finish(Recorder recorder, int number) {
        EventSlot slot = claim(recorder)
                .route("route-" + number % 7)
                .method("GET")
                .status(200)
                .end(End.OK);
        slot.tsMillis(1_795_392_000_000L + number).ids().traceId(0x019ab00000007000L, number);
        slot.source().identity("shop");
        slot.verdict().decision("allowed").rule("shop-to-ledger");
        slot.timings().policyUs(1).ttfbUs(300).totalUs(400);
        recorder.publish();
    }

    static EventSlot claim(Recorder recorder) {
        return Objects.requireNonNull(recorder.claim(), "the ring is full");
    }

    static JsonNode parsed(ReadRecord record) {
        try {
            return JSON.readTree(record.json());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static void await(BooleanSupplier condition) {
        long stopAt = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(stopAt);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
