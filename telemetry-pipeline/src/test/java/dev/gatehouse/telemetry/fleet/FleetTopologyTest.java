package dev.gatehouse.telemetry.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetTopologyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String MINUTE = NOON.toString();

    private final FleetCounts counts = new FleetCounts();
    private TopologyTestDriver driver = driver(FleetTopology.MOST_OPEN);
    /** The newest row under each key, as compaction leaves it. */
    private final Map<String, JsonNode> rows = new TreeMap<>();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void manyGatewaysMakeOneRowWithExactCountsAndTrueQuantiles() throws Exception {
        Random random = new Random(7);
        List<TestGateway> gateways = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            gateways.add(new TestGateway("gw-" + i, "boot-" + i, NOON.toEpochMilli()));
        }
        Map<String, List<Long>> oracle = new HashMap<>();
        List<byte[]> records = new ArrayList<>();
        for (int second = 10; second <= 120; second += 10) {
            String minute = NOON.plusSeconds(second <= 60 ? 0 : 60).toString();
            for (TestGateway gateway : gateways) {
                for (int i = random.nextInt(30); i > 0; i--) {
                    String route = "route-" + random.nextInt(3);
                    long micros = (long) Math.exp(4 + random.nextGaussian() * 3);
                    gateway.request(route, "caller", 200, micros);
                    oracle.computeIfAbsent(route + " " + minute, key -> new ArrayList<>())
                            .add(micros);
                }
                records.addAll(gateway.close(NOON.plusSeconds(second).toEpochMilli()));
            }
        }
        // Partitions keep no order between gateways, and failures send things twice.
        records.addAll(records.subList(0, records.size() / 3));
        Collections.shuffle(records, random);
        send(records);

        assertThat(oracle).hasSize(6);
        oracle.forEach((key, durations) -> {
            JsonNode row = subject(key.substring(0, key.indexOf(' ')), key.substring(key.indexOf(' ') + 1));
            Collections.sort(durations);
            assertThat(row.path("requests").asLong()).isEqualTo(durations.size());
            assertThat(row.path("status").path("2xx").asLong()).isEqualTo(durations.size());
            JsonNode ok = row.path("latency").path("ok");
            assertThat(ok.path("count").asLong()).isEqualTo(durations.size());
            Map.of("p50_us", 0.5, "p90_us", 0.9, "p99_us", 0.99).forEach((name, share) -> {
                double exact = durations.get((int) (share * (durations.size() - 1)));
                assertThat(ok.path(name).asDouble()).as(name).isCloseTo(exact, within(exact * 0.01 + 0.5));
            });
        });
        assertThat(counts.duplicates()).isEqualTo(records.size() - counts.windows());
        assertThat(counts.unreadable()).isZero();
    }

    @Test
    void theFleetsOwnRowHearsEveryGateway() throws Exception {
        TestGateway quiet = new TestGateway("gw-1", "boot-1", NOON.toEpochMilli());
        TestGateway busy = new TestGateway("gw-2", "boot-2", NOON.toEpochMilli());
        quiet.saturation(0.2);
        busy.saturation(0.7);
        busy.request("shop", "caller", 503, 500);
        send(quiet.close(NOON.plusSeconds(10).toEpochMilli()));
        send(busy.close(NOON.plusSeconds(10).toEpochMilli()));

        JsonNode row = only("fleet", MINUTE);
        assertThat(row.path("requests").asLong()).isEqualTo(1);
        assertThat(row.path("errors").path("server").asLong()).isEqualTo(1);
        assertThat(row.path("lost").path("ring_full").asLong()).isEqualTo(2);
        assertThat(row.path("gateways").properties()).hasSize(2);
        assertThat(row.path("in_flight").asLong()).isEqualTo(6);
        assertThat(row.path("windows").asLong()).isEqualTo(2);
        assertThat(row.path("saturation").path("ring").asDouble()).isEqualTo(0.7);
        assertThat(row.path("saturation_worst_source").asText()).isEqualTo("ring");
        assertThat(row.path("saturation_worst_gateway").asText()).isEqualTo("gw-2");
        assertThat(row.path("exemplars")).hasSize(1);
    }

    @Test
    void twoWindowsOfOneIntervalBothCount() throws Exception {
        TestGateway gateway = new TestGateway("gw-1", "boot-1", NOON.toEpochMilli());
        gateway.request("shop", "caller", 200, 10);
        send(gateway.close(NOON.plusSeconds(3).toEpochMilli()));
        gateway.request("shop", "caller", 200, 10);
        send(gateway.close(NOON.plusSeconds(5).toEpochMilli()));

        assertThat(subject("shop", MINUTE).path("requests").asLong()).isEqualTo(2);
    }

    @Test
    void whatComesAfterItsMinuteWasClosedIsAnotherPartOfIt() throws Exception {
        TestGateway early = new TestGateway("gw-1", "boot-1", NOON.toEpochMilli());
        TestGateway late = new TestGateway("gw-2", "boot-2", NOON.toEpochMilli());
        early.request("shop", "caller", 200, 10);
        late.request("shop", "caller", 200, 30);
        send(early.close(NOON.plusSeconds(10).toEpochMilli()));
        driver.advanceWallClockTime(WindowMerging.CLOSED_AFTER.plusSeconds(20));
        assertThat(driver.getKeyValueStore(WindowMerging.STORE).approximateNumEntries())
                .isZero();
        List<byte[]> records = late.close(NOON.plusSeconds(10).toEpochMilli());
        send(records);
        send(records);

        List<JsonNode> parts = rows.values().stream()
                .filter(row -> row.path("route").asText().equals("shop"))
                .toList();
        assertThat(parts).hasSize(2);
        MergedWindow all = new MergedWindow();
        parts.forEach(all::add);
        assertThat(all.count("requests")).isEqualTo(2);
        assertThat(all.latency("ok").orElseThrow().count()).isEqualTo(2);
        assertThat(all.gateways()).isEqualTo(2);
    }

    @Test
    void aDuplicateOfLongAgoIsKnown() throws Exception {
        TestGateway gateway = new TestGateway("gw-1", "boot-1", NOON.toEpochMilli());
        gateway.request("shop", "caller", 200, 10);
        List<byte[]> records = gateway.close(NOON.plusSeconds(10).toEpochMilli());
        send(records);
        driver.advanceWallClockTime(Duration.ofDays(3));
        send(records);

        assertThat(counts.duplicates()).isEqualTo(records.size());
        assertThat(subject("shop", MINUTE).path("requests").asLong()).isEqualTo(1);
        assertThat(rows).hasSize(2);
    }

    @Test
    void aBootThatIsSilentForTwoWeeksIsForgotten() throws Exception {
        send(new TestGateway("gw-1", "boot-1", NOON.toEpochMilli())
                .close(NOON.plusSeconds(10).toEpochMilli()));
        assertThat(driver.getKeyValueStore(FirstTimeOnly.STORE).get("boot-1")).isNotNull();
        driver.advanceWallClockTime(FirstTimeOnly.FORGOTTEN_AFTER.plusHours(2));

        assertThat(driver.getKeyValueStore(FirstTimeOnly.STORE).get("boot-1")).isNull();
    }

    @Test
    void whatIsNoWindowIsCountedAndPassedOver() throws Exception {
        send(List.of(
                "no json".getBytes(UTF_8),
                "{}".getBytes(UTF_8),
                "[1]".getBytes(UTF_8),
                window("1969-12-31T23:59:50Z"),
                window("+1000000000-12-31T23:59:59Z"),
                window("-0001-01-01T00:00:00Z"),
                ("{\"kind\":\"gateway\",\"window_start\":\"" + NOON + "\",\"boot_id\":\"b\",\"pseq\":1,"
                                + "\"latency\":{\"ok\":{\"sketch\":\"IQAAAAAAAPB/\"}}}")
                        .getBytes(UTF_8),
                "{\"kind\":\"gateway\",\"window_start\":\"yesterday\",\"boot_id\":\"b\",\"pseq\":1}".getBytes(UTF_8),
                ("{\"kind\":\"subject\",\"window_start\":\"" + NOON + "\",\"boot_id\":\"b\",\"pseq\":1,"
                                + "\"latency\":{\"ok\":{\"sketch\":\"????\"}}}")
                        .getBytes(UTF_8)));
        TestGateway gateway = new TestGateway("gw-1", "boot-1", NOON.toEpochMilli());
        send(gateway.close(NOON.plusSeconds(10).toEpochMilli()));

        assertThat(counts.unreadable()).isEqualTo(9);
        assertThat(only("fleet", MINUTE).path("windows").asLong()).isEqualTo(1);
    }

    private static byte[] window(String start) {
        return ("{\"kind\":\"gateway\",\"window_start\":\"" + start + "\",\"boot_id\":\"b\",\"pseq\":1}")
                .getBytes(UTF_8);
    }

    @Test
    void moreMinutesThanFitAreClosedEarlyAndLoseNothing() throws Exception {
        driver.close();
        driver = driver(3);
        TestGateway gateway = new TestGateway("gw-1", "boot-1", NOON.toEpochMilli());
        for (int second = 10; second <= 60; second += 10) {
            for (int caller = 0; caller < 10; caller++) {
                gateway.request("shop", "caller-" + caller, 200, 10);
            }
            send(gateway.close(NOON.plusSeconds(second).toEpochMilli()));
        }

        assertThat(driver.getKeyValueStore(WindowMerging.STORE).approximateNumEntries())
                .isEqualTo(3);
        assertThat(counts.closedEarly()).isPositive();
        assertThat(rows.values().stream()
                        .filter(row -> row.path("kind").asText().equals("fleet_subject"))
                        .mapToLong(row -> row.path("requests").asLong())
                        .sum())
                .isEqualTo(60);
    }

    private void send(List<byte[]> records) throws Exception {
        TestInputTopic<byte[], byte[]> windows =
                driver.createInputTopic("windows", new ByteArraySerializer(), new ByteArraySerializer());
        records.forEach(record -> windows.pipeInput("any".getBytes(UTF_8), record, NOON));
        TestOutputTopic<String, byte[]> minutes =
                driver.createOutputTopic("minutes", new StringDeserializer(), new ByteArrayDeserializer());
        for (var row : minutes.readKeyValuesToList()) {
            rows.put(row.key, GatewayWindow.JSON.readTree(row.value));
        }
    }

    private JsonNode subject(String route, String minute) {
        return rows.values().stream()
                .filter(row -> row.path("route").asText().equals(route))
                .filter(row -> row.path("window_start").asText().equals(minute))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode only(String kind, String minute) {
        List<JsonNode> found = rows.values().stream()
                .filter(row -> row.path("kind").asText().equals(kind))
                .filter(row -> row.path("window_start").asText().equals(minute))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private TopologyTestDriver driver(int mostOpen) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "fleet-test");
        return new TopologyTestDriver(FleetTopology.of("windows", "minutes", counts, mostOpen), settings, NOON);
    }
}
