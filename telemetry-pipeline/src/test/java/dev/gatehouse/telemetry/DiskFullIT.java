package dev.gatehouse.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.SequenceCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that takes no more, while Kafka is away. The limit is the operating system's on the size of a file, which a
 * write meets as it meets a full disk.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DiskFullIT extends BrokerFixture {
    private static final Path SHELL = Path.of("/bin/bash");

    @TempDir
    Path spool;

    @Test
    void eventsAreTakenAllTheSameAndWhatIsLostIsPublishedByNumber() throws Exception {
        assumeTrue(Files.isExecutable(SHELL), "needs bash, to limit the size of a file");
        broker.stop();
        Process process = new ProcessBuilder(
                        SHELL.toString(),
                        "-c",
                        // Blocks of 1,024 bytes: the counters of the event loops fit, segments do not.
                        "ulimit -f 128; exec \"$@\"",
                        "gateway",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingGateway.class.getName(),
                        broker.bootstrapServers(),
                        spool.toString(),
                        Long.toString(8 << 20),
                        Integer.toString(60_000))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long taken = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = lines.readLine();
            while (line != null && taken < 60_000) {
                taken = Long.parseLong(line);
                line = taken < 60_000 ? lines.readLine() : line;
            }
            broker.startAgain();
            // It says its last word when all that is left was sent.
            assertThat(lines.readLine()).startsWith("done ");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertEverythingIsThereOrDeclared(taken);
    }

    private void assertEverythingIsThereOrDeclared(long taken) throws IOException {
        SequenceCheck check = checkRequests();
        List<SequenceCheck.Gap> declared = new ArrayList<>();
        long unnumbered = 0;
        long finished = -1;
        for (ReadRecord record : readAll(Topic.LIFECYCLE)) {
            JsonNode turn = parsed(record);
            if (turn.get("event").textValue().equals("loss")) {
                assertThat(turn.get("reason").textValue()).isIn("spool_budget", "spool_full", "ring_full");
                unnumbered += turn.get("ranges").isEmpty() ? turn.get("count").longValue() : 0;
                turn.get("ranges")
                        .forEach(range -> note(range, turn.get("of_boot").textValue(), declared));
            } else if (turn.get("event").textValue().equals("stop")) {
                finished = turn.get("finished").longValue();
            }
        }
        long lost = declared.stream().mapToLong(SequenceCheck.Gap::length).sum();
        assertThat(lost).as("the disk was full").isPositive();
        declared.forEach(gap -> {
            for (long number = gap.first(); number <= gap.last(); number++) {
                assertThat(check.accept(gap.bootId(), gap.partition(), number))
                        .as("lost, and there: partition %d number %d", gap.partition(), number)
                        .isTrue();
            }
        });
        assertThat(check.gapsFromStart()).isEmpty();
        assertThat(finished).isEqualTo(taken);
        assertThat(check.seen() + unnumbered).isEqualTo(taken);
    }

    private static void note(JsonNode range, String boot, List<SequenceCheck.Gap> declared) {
        if (range.get("topic").textValue().equals(Topic.REQUESTS.topicName())) {
            declared.add(new SequenceCheck.Gap(
                    boot,
                    range.get("partition").intValue(),
                    range.get("first").longValue(),
                    range.get("last").longValue()));
        }
    }
}
