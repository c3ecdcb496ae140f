package dev.gatehouse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.SequenceCheck;
import dev.gatehouse.telemetry.ring.Recorder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TelemetryIT extends BrokerFixture {

    @Test
    void everyRequestArrivesExactlyOnceAndTheNumbersAreDense() throws IOException {
        int requests = 20_000;
        try (Telemetry telemetry = Telemetry.start(settings(), registry, Clock.systemUTC())) {
            Recorder recorder = telemetry.recorder();
            for (int i = 0; i < requests; i++) {
                finish(recorder, i);
            }
            assertThat(telemetry.flush(PATIENCE)).isTrue();

            Counts counts = telemetry.counts();
            assertThat(counts.finished()).isEqualTo(requests);
            assertThat(counts.acknowledged()).isEqualTo(requests);
            assertThat(counts.isBalanced()).isTrue();
        }
        SequenceCheck check = new SequenceCheck();
        Set<String> traces = new HashSet<>();
        for (ReadRecord record : readAll(Topic.REQUESTS)) {
            JsonNode event = JSON.readTree(record.json());
            traces.add(event.get("trace_id").textValue());
            assertThat(check.accept(
                            event.get("boot_id").textValue(),
                            record.partition(),
                            event.get("pseq").longValue()))
                    .isTrue();
            assertThat(record.key()).isEqualTo(event.get("route").textValue());
            assertThat(record.headers())
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_type", "dev.gatehouse.request.v1")
                    .containsEntry("ce_source", "/gatehouse/gw-test")
                    .containsEntry("content-type", "application/json")
                    .containsEntry("ce_id", event.get("event_id").textValue());
        }
        assertThat(check.gapsFromStart()).isEmpty();
        assertThat(check.seen()).isEqualTo(requests);
        assertThat(traces).hasSize(requests);
    }

    @Test
    void everyDenialHasADecisionRecordWhetherEnforcedOrNot() throws IOException {
        try (Telemetry telemetry = Telemetry.start(settings(), registry, Clock.systemUTC())) {
            Recorder recorder = telemetry.newRecorder();
            finish(recorder, 0);
            for (boolean enforced : new boolean[] {true, false}) {
                EventSlot slot = claim(recorder).status(enforced ? 403 : 200).route("ledger");
                slot.source().identity("partner");
                slot.verdict()
                        .decision("not_mentioned")
                        .denied(true)
                        .enforced(enforced)
                        .nearest("shop-to-ledger");
                recorder.publish();
            }
            assertThat(telemetry.flush(PATIENCE)).isTrue();
        }

        List<ReadRecord> decisions = readAll(Topic.DECISIONS);
        assertThat(decisions).hasSize(2).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo("partner");
            assertThat(JSON.readTree(record.json()).get("nearest").textValue()).isEqualTo("shop-to-ledger");
        });
    }

    @Test
    void aWindowIsPublishedWhenTheClockSaysSoAndNamesTheNumbersOfItsEvents() throws IOException {
        AtomicLong millis = new AtomicLong(1_795_392_000_000L);
        InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
        try (Telemetry telemetry = Telemetry.start(settings(), registry, clock)) {
            for (int i = 0; i < 10; i++) {
                finish(telemetry.recorder(), i);
            }
            await(() -> telemetry.counts().encoded() == 10);
            millis.addAndGet(10_000);
            await(() -> telemetry.ledger(Topic.SIGNALS).countAcknowledged() > 0);
            assertThat(telemetry.flush(PATIENCE)).isTrue();
        }

        List<ReadRecord> windows = readAll(Topic.SIGNALS);
        JsonNode gateway = windows.stream()
                .filter(record -> "gateway|gw-test".equals(record.key()))
                .map(BrokerFixture::parsed)
                .findFirst()
                .orElseThrow();
        assertThat(gateway.get("requests").longValue()).isEqualTo(10);
        long numbered = 0;
        for (JsonNode range : gateway.get("pseq_ranges")) {
            numbered += range.get("last").longValue() - range.get("first").longValue() + 1;
        }
        assertThat(numbered).isEqualTo(10);
        assertThat(gateway.get("lost").get("ring_full").longValue()).isZero();
    }

    @Test
    void theExampleOfTheReadmeRuns() {
        TelemetrySettings settings = TelemetrySettings.of(broker.bootstrapServers(), "gw-1");
        try (Telemetry telemetry = Telemetry.start(settings, registry, Clock.systemUTC())) {
            Recorder recorder = telemetry.newRecorder();
            EventSlot slot = recorder.claim();
            if (slot != null) {
                slot.route("orders").method("GET").status(200).end(End.OK).tsMillis(System.currentTimeMillis());
                slot.source().identity("shop");
                slot.timings().totalUs(400);
                recorder.publish();
            }
            telemetry.flush(Duration.ofSeconds(5));
            assertThat(telemetry.counts().acknowledged()).isOne();
        }
    }

    @Test
    void theTurnsOfAGatewaysLifeArePublishedInOrder() throws IOException {
        try (Telemetry telemetry = Telemetry.start(settings(), registry, Clock.systemUTC())) {
            telemetry.ready();
            telemetry.draining();
        }

        assertThat(readAll(Topic.LIFECYCLE))
                .extracting(record -> parsed(record).get("event").textValue())
                .containsExactly("start", "ready", "drain", "stop");
    }

    @Test
    void aServedConfigurationIsKeptInPiecesUnderItsHash() throws Exception {
        String text = "\u0000".repeat(300_000);
        try (Telemetry telemetry = Telemetry.start(settings(), registry, Clock.systemUTC())) {
            assertThat(telemetry.config(
                            new ServedConfig("a-hash", 7, List.of(new ServedConfig.File("rules.yaml", text)))))
                    .isTrue();
            await(() -> telemetry.ledger(Topic.CONFIG).countAcknowledged() == 3);
        }

        List<ReadRecord> pieces = readAll(Topic.CONFIG);
        assertThat(pieces).extracting(ReadRecord::key).containsExactly("a-hash/0", "a-hash/1", "a-hash/2");
        StringBuilder read = new StringBuilder();
        pieces.forEach(piece -> read.append(parsed(piece).get("text").textValue()));
        assertThat(read).hasToString(text);
        assertThat(parsed(pieces.get(2)).get("parts").intValue()).isEqualTo(3);
        assertThat(parsed(pieces.get(2)).get("config_generation").intValue()).isEqualTo(7);
        assertThat(cleanupPolicy(Topic.CONFIG)).isEqualTo("compact");
        assertThat(cleanupPolicy(Topic.REQUESTS)).isEqualTo("delete");
    }

    @Test
    void aConfigurationThatNobodyCouldHoldIsNotPublished() {
        String text = "x".repeat(17 * 1024 * 1024);
        try (Telemetry telemetry = Telemetry.start(settings(), registry, Clock.systemUTC())) {
            assertThat(telemetry.config(new ServedConfig("h", 1, List.of(new ServedConfig.File("f", text)))))
                    .isFalse();
        }
    }

    private String cleanupPolicy(Topic topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) broker.bootstrapServers()))) {
            return Objects.requireNonNull(
                            admin.describeConfigs(List.of(resource)).all().get().get(resource))
                    .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                    .value();
        }
    }
}
