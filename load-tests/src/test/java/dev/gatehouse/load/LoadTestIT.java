package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole command against a server of our own and a real broker. */
class LoadTestIT {
    private static TestBroker broker;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new TestBroker();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void drivesEveryScenarioOverBothProtocolsAndFindsAnEventForEachAnswer() throws Exception {
        Path json = directory.resolve("report.json");
        try (StandIn gateway = new StandIn(directory, broker::publish)) {
            int exit = run(gateway, "--connections", "8", "--warmup", "300ms", "--json", json.toString());

            assertThat(exit).as(out + "\n" + err).isZero();
            assertThat(gateway.seen)
                    .contains(
                            "HTTP/1.1 GET /shop by nobody",
                            "HTTP/1.1 POST /ledger/entries by CN=checkout",
                            "HTTP/1.1 GET /ledger/entries by CN=partner",
                            "HTTP/2.0 GET /shop by nobody",
                            "HTTP/2.0 POST /ledger/entries by CN=checkout",
                            "HTTP/2.0 GET /ledger/entries by CN=partner");
            JsonNode report = JsonMapper.builder().build().readTree(Files.readString(json));
            assertThat(report.get("answers").longValue()).isEqualTo(gateway.seen.size());
            assertThat(report.get("events").longValue()).isEqualTo(gateway.seen.size());
            assertThat(report.get("rows").size()).isEqualTo(6);
            assertThat(report.get("all").get("measured").longValue())
                    .isPositive()
                    .isLessThan(gateway.seen.size());
        }
        assertThat(out.toString()).contains("equal", "passed").contains("CPU: not measured, no process id in");
    }

    @Test
    void failsIfAnEventIsMissing() throws Exception {
        AtomicInteger number = new AtomicInteger();
        Consumer<String> allButTheFifth = event -> {
            if (number.incrementAndGet() != 5) {
                broker.publish(event);
            }
        };
        try (StandIn gateway = new StandIn(directory, allButTheFifth)) {
            assertThat(run(gateway, "--connections", "4", "--http", "1.1", "--events-within", "1s"))
                    .isEqualTo(1);
        }
        assertThat(out.toString()).contains("1 missing", "FAILED");
    }

    @Test
    void failsIfThereIsAnEventTooMany() throws Exception {
        AtomicInteger number = new AtomicInteger();
        Consumer<String> theFifthTwice = event -> {
            broker.publish(event);
            if (number.incrementAndGet() == 5) {
                broker.publish(event);
            }
        };
        try (StandIn gateway = new StandIn(directory, theFifthTwice)) {
            assertThat(run(gateway, "--connections", "4", "--http", "2")).isEqualTo(1);
        }
        assertThat(out.toString()).contains("1 too many", "FAILED");
    }

    @Test
    void failsIfAnAnswerIsNotTheExpectedOne() throws Exception {
        try (StandIn gateway = new StandIn(directory, broker::publish)) {
            gateway.shopAnswers(503);

            assertThat(run(gateway, "--connections", "2", "--http", "1.1", "--only", "browse"))
                    .isEqualTo(1);
            assertThat(out.toString()).contains("error: " + gateway.seen.size() + " x status 503", "equal", "FAILED");
        }
    }

    @Test
    void keepsToAConstantRate() throws Exception {
        try (StandIn gateway = new StandIn(directory, broker::publish)) {
            int exit = run(gateway, "--connections", "4", "--http", "1.1", "--rate", "200");

            assertThat(exit).as(out + "\n" + err).isZero();
            // 200 a second for 500 ms and no warm-up; what was due before the end is sent, or the machine was too slow.
            assertThat(gateway.seen).hasSizeBetween(60, 100);
        }
    }

    @Test
    void saysWhatIsMissingBeforeAnythingIsSent() throws Exception {
        try (StandIn gateway = new StandIn(directory, broker::publish)) {
            Files.delete(directory.resolve("clients/partner.key"));

            assertThat(run(gateway, "--connections", "8")).isEqualTo(1);
            assertThat(err.toString()).contains("cannot read").contains("partner.key");
            assertThat(gateway.seen).isEmpty();
        }
    }

    private int run(StandIn gateway, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--dir", directory.toString(),
                "--port", Integer.toString(gateway.port()),
                "--management-port", Integer.toString(gateway.managementPort()),
                "--kafka", broker.bootstrap(),
                "--duration", "500ms"));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--warmup")) {
            arguments.addAll(List.of("--warmup", "0ms"));
        }
        CommandLine command = LoadTest.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments.toArray(String[]::new));
    }
}
