package dev.gatehouse.telemetry.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.telemetry.Broker;
import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.StartAt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three gateways, a real broker, and an application that is stopped and started in between. */
class FleetIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String WINDOWS = "gatehouse.signals.v1";
    private static final FleetSettings SETTINGS =
            new FleetSettings(FleetSettings.APPLICATION, WINDOWS, FleetSettings.MINUTES, (short) -1);

    private static Broker broker;
    private static KafkaAccess kafka;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new Broker();
        kafka = new KafkaAccess(broker.bootstrapServers(), Map.of());
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void threeGatewaysAreOneFleetAlsoWhenItsApplicationStartsAnew() throws Exception {
        assertThat(FleetApplication.start(kafka, SETTINGS)).isEmpty();
        try (Admin admin = kafka.admin("test")) {
            admin.createTopics(List.of(new NewTopic(WINDOWS, Optional.of(3), Optional.empty())))
                    .all()
                    .get();
        }
        Random random = new Random(11);
        Map<String, Long> oracle = new HashMap<>();
        List<TestGateway> gateways = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            gateways.add(new TestGateway("gw-" + i, "boot-" + i, NOON.toEpochMilli()));
        }

        for (int start = 0; start < 2; start++) {
            try (FleetApplication fleet =
                    FleetApplication.start(kafka, SETTINGS).orElseThrow()) {
                long sent = 0;
                for (int second = 10 + 90 * start; second <= 90 + 90 * start; second += 10) {
                    sent += send(gateways, second, random, oracle);
                }
                long expected = sent;
                until(() -> fleet.counts().windows() == expected);
                if (start == 0) {
                    // Stopped somewhere in the middle: what was passed on may not have been added up yet.
                    continue;
                }
                until(() -> requests().equals(oracle));
                assertThat(fleet.failure()).isEmpty();
                assertThat(fleet.isAlive()).isTrue();
            }
        }

        assertThat(oracle).hasSizeGreaterThan(6);
        assertThat(rows().values().stream()
                        .filter(row -> row.path("kind").asText().equals("fleet")))
                .allSatisfy(row -> assertThat(row.path("gateways").properties()).hasSize(3));
        assertThat(policyOf(FleetSettings.MINUTES)).isEqualTo("compact,delete");
    }

    /** Lets each gateway have some requests and close its window; how many records that were. */
    private static long send(List<TestGateway> gateways, int second, Random random, Map<String, Long> oracle)
            throws Exception {
        long sent = 0;
        List<Future<?>> sending = new ArrayList<>();
        String minute = NOON.plusSeconds((second - 10L) / 60 * 60).toString();
        try (Producer<byte[], byte[]> producer = kafka.producer("test")) {
            for (int partition = 0; partition < gateways.size(); partition++) {
                for (int i = random.nextInt(10); i > 0; i--) {
                    String route = "route-" + random.nextInt(3);
                    gateways.get(partition).request(route, "caller", 200, 1 + random.nextInt(100_000));
                    oracle.merge(route + " " + minute, 1L, Long::sum);
                }
                for (byte[] window :
                        gateways.get(partition).close(NOON.plusSeconds(second).toEpochMilli())) {
                    // Twice, as after a failure.
                    sending.add(producer.send(new ProducerRecord<>(WINDOWS, partition, null, window)));
                    sending.add(producer.send(new ProducerRecord<>(WINDOWS, partition, null, window)));
                    sent++;
                }
            }
            for (Future<?> one : sending) {
                one.get();
            }
        }
        return sent;
    }

    /** The requests of each route and minute, all parts of a minute added up. */
    private static Map<String, Long> requests() {
        Map<String, Long> found = new HashMap<>();
        rows().values().stream()
                .filter(row -> row.path("kind").asText().equals("fleet_subject"))
                .forEach(row -> found.merge(
                        row.path("route").asText() + " "
                                + row.path("window_start").asText(),
                        row.path("requests").asLong(),
                        Long::sum));
        return found;
    }

    /** The newest row under each key, as compaction leaves it. */
    private static Map<String, JsonNode> rows() {
        Map<String, JsonNode> rows = new HashMap<>();
        try (EventReader reader =
                EventReader.open(kafka, List.of(FleetSettings.MINUTES), StartAt.earliest(), PATIENCE)) {
            List<ReadRecord> records = new ArrayList<>();
            assertThat(reader.readUpTo(reader.endOffsets(PATIENCE), PATIENCE, records::add))
                    .isTrue();
            for (ReadRecord record : records) {
                rows.put(record.key(), GatewayWindow.JSON.readTree(record.value()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static String policyOf(String topic) throws Exception {
        try (Admin admin = kafka.admin("test")) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return Objects.requireNonNull(config).get("cleanup.policy").value();
        }
    }

    private static void until(BooleanSupplier condition) {
        long stopAt = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(stopAt);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
