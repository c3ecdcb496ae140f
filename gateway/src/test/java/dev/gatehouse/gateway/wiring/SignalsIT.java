package dev.gatehouse.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.cli.GatehouseCommand;
import dev.gatehouse.telemetry.Telemetry;
import dev.gatehouse.telemetry.TelemetrySettings;
import dev.gatehouse.telemetry.event.End;
import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.fleet.FleetApplication;
import dev.gatehouse.telemetry.fleet.FleetSettings;
import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code gatehouse signals} on what the pipelines of two gateways wrote, and on what the fleet made of it. */
class SignalsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Broker broker;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void write() throws Exception {
        broker = new Broker();
        run("gw-1", 100);
        run("gw-2", 200);
    }

    @AfterAll
    static void close() throws Exception {
        broker.close();
    }

    private static void run(String gateway, int requests) {
        TelemetrySettings settings = TelemetrySettings.of(broker.bootstrapServers(), gateway);
        try (Telemetry telemetry = Telemetry.start(settings, new SimpleMeterRegistry(), Clock.systemUTC())) {
            for (int i = 0; i < requests; i++) {
                EventSlot slot = Objects.requireNonNull(telemetry.recorder().claim());
                slot.route(i % 4 == 0 ? "ledger" : "shop")
                        .status(i % 4 == 0 ? 503 : 200)
                        .end(End.OK)
                        .tsMillis(System.currentTimeMillis());
                slot.source().identity("caller-" + i % 2);
                slot.timings().totalUs(i % 4 == 0 ? 90_000 : 400);
                telemetry.recorder().publish();
            }
            assertThat(telemetry.flush(PATIENCE)).isTrue();
        }
    }

    @Test
    void theFourSignalsOfEachRouteAreATable() {
        assertThat(gatehouse("signals", "--once", "--over", "10m"))
                .as("%s", err)
                .isZero();

        assertThat(out.toString().lines().toList())
                .anySatisfy(line -> assertThat(line).matches("ROUTE +REQ/S +P50 +P99 +BACKEND P99 +ERRORS +DENIED"))
                .anySatisfy(line -> assertThat(line).matches("shop +[\\d.]+ +\\d+ µs +\\d+ µs +- +0\\.00 % +0"))
                .anySatisfy(
                        line -> assertThat(line).matches("ledger +[\\d.]+ +[\\d.]+ ms +[\\d.]+ ms +- +100\\.00 % +0"))
                .anySatisfy(line -> assertThat(line).startsWith("2 gateways, ").contains("telemetry lost: 0"));
    }

    @Test
    void whatFindsNoRowIsToldTogether() {
        assertThat(gatehouse("signals", "--once", "--over", "10m", "--limit", "1"))
                .isZero();

        assertThat(out.toString()).contains("\nother (1) ").doesNotContain("ledger");
    }

    @Test
    void programsGetTheSameNumbers() {
        assertThat(gatehouse("signals", "--once", "--over", "10m", "--by", "route,caller", "--format", "json"))
                .isZero();

        JsonNode json = new JsonMapper().readTree(out.toString());
        assertThat(json.path("gateways").path("count").asInt()).isEqualTo(2);
        assertThat(requests(json, "shop", "caller-1")).isEqualTo(150);
        assertThat(requests(json, "ledger", "caller-0")).isEqualTo(75);
    }

    @Test
    void theFleetsMinutesSayTheSame() {
        assertThat(gatehouse("signals", "--once", "--fleet", "--over", "10m")).isEqualTo(1);
        assertThat(err.toString()).contains("does `gatehouse fleet` run?");
        FleetSettings settings =
                new FleetSettings("fleet-test", Topic.SIGNALS.topicName(), FleetSettings.MINUTES, (short) -1);
        try (FleetApplication fleet = FleetApplication.start(
                        new KafkaAccess(broker.bootstrapServers(), Map.of()), settings)
                .orElseThrow()) {
            long stopAt = System.nanoTime() + PATIENCE.toNanos();
            JsonNode json = new JsonMapper().createObjectNode();
            while (requests(json, "shop", "caller-1") != 150 || requests(json, "ledger", "caller-0") != 75) {
                assertThat(System.nanoTime()).as("waited too long").isLessThan(stopAt);
                assertThat(fleet.failure()).isEmpty();
                out.getBuffer().setLength(0);
                if (gatehouse(
                                "signals",
                                "--once",
                                "--fleet",
                                "--over",
                                "10m",
                                "--by",
                                "route,caller",
                                "--format",
                                "json")
                        == 0) {
                    json = new JsonMapper().readTree(out.toString());
                }
            }
            assertThat(json.path("gateways").path("count").asInt()).isEqualTo(2);
        }
    }

    @Test
    void anUnknownGroupIsAMistakeOfTheCaller() {
        assertThat(gatehouse("signals", "--by", "path")).isEqualTo(2);
        assertThat(err.toString()).contains("--by: route, caller and callee");
    }

    private static long requests(JsonNode json, String route, String caller) {
        for (JsonNode group : json.path("groups")) {
            if (group.path("route").asString().equals(route)
                    && group.path("caller").asString().equals(caller)) {
                return group.path("requests").asLong();
            }
        }
        return 0;
    }

    private int gatehouse(String... arguments) {
        CommandLine program =
                GatehouseCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--bootstrap";
        all[arguments.length + 1] = broker.bootstrapServers();
        return program.execute(all);
    }
}
