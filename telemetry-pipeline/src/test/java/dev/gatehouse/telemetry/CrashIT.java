package dev.gatehouse.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.SequenceCheck;
import dev.gatehouse.telemetry.spool.SpoolSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class CrashIT extends BrokerFixture {
    @TempDir
    Path spool;

    @Test
    void afterAKillTheNextStartSendsTheSpoolAndSaysExactlyWhatWasInTheRings() throws Exception {
        long handedOver = runUntil(40_000);

        JsonNode recovered = startAgainAndFindRecovered();

        assertAccountedFor(recovered, handedOver);
    }

    @Test
    void whatKafkaNeverSawBeforeTheKillIsSentByTheNextStart() throws Exception {
        broker.stop();
        long handedOver = runUntil(40_000);
        broker.startAgain();

        JsonNode recovered = startAgainAndFindRecovered();

        assertThat(recovered.get("replayed").longValue()).isPositive();
        assertAccountedFor(recovered, handedOver);
    }

    private void assertAccountedFor(JsonNode recovered, long handedOver) throws IOException {
        String boot = recovered.get("of_boot").textValue();
        SequenceCheck check = new SequenceCheck();
        for (ReadRecord record : readAll(Topic.REQUESTS)) {
            JsonNode event = JSON.readTree(record.json());
            if (event.get("boot_id").textValue().equals(boot)) {
                check.accept(boot, record.partition(), event.get("pseq").longValue());
            }
        }
        assertThat(check.gapsFromStart()).isEmpty();
        long finished = recovered.get("finished").longValue();
        long missing = recovered.get("missing_in_rings").longValue();
        long dropped = recovered.get("ring_full").longValue();
        assertThat(finished).isGreaterThanOrEqualTo(handedOver);
        assertThat(missing).isLessThanOrEqualTo(4096);
        assertThat(check.seen()).isEqualTo(finished - missing - dropped);
        long numbered = 0;
        for (JsonNode lane : recovered.get("numbers")) {
            if (lane.get("topic").textValue().equals(Topic.REQUESTS.topicName())) {
                numbered += lane.get("next").longValue();
            }
        }
        assertThat(numbered).isEqualTo(check.seen());
    }

    private JsonNode startAgainAndFindRecovered() throws IOException {
        TelemetrySettings again = settings().withSpool(SpoolSettings.onDisk(spool, 64 << 20));
        try (Telemetry telemetry = Telemetry.start(again, registry, Clock.systemUTC())) {
            finish(telemetry.recorder(), 1);
            assertThat(telemetry.flush(PATIENCE)).isTrue();
            await(() -> findRecovered() != null);
            JsonNode found = Objects.requireNonNull(findRecovered());
            long replayed = found.get("replayed").longValue();
            await(() -> registry.get(TelemetryMeters.REPLAYED).functionCounter().count() >= replayed);
            return found;
        }
    }

    private @Nullable JsonNode findRecovered() {
        return readAll(Topic.LIFECYCLE).stream()
                .map(BrokerFixture::parsed)
                .filter(turn -> turn.get("event").textValue().equals("recovered"))
                .findFirst()
                .orElse(null);
    }

    /** Runs a gateway until it handed that many events over, and kills it. */
    private long runUntil(long events) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingGateway.class.getName(),
                        broker.bootstrapServers(),
                        spool.toString(),
                        Long.toString(64 << 20),
                        Integer.toString(Integer.MAX_VALUE))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long handedOver = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = lines.readLine();
            while (line != null && handedOver < events) {
                handedOver = Long.parseLong(line);
                line = lines.readLine();
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(handedOver).isGreaterThanOrEqualTo(events);
        return handedOver;
    }
}
