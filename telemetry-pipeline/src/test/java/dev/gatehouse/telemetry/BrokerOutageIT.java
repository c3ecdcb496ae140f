package dev.gatehouse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.publish.LossReason;
import dev.gatehouse.telemetry.read.SequenceCheck;
import dev.gatehouse.telemetry.ring.Recorder;
import dev.gatehouse.telemetry.spool.SpoolSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BrokerOutageIT extends BrokerFixture {

    @Test
    void aBrokerThatGoesAndComesBackCostsNoEventAndNoWaiting() throws IOException {
        int each = 2_000;
        try (Telemetry telemetry = Telemetry.start(settings(), registry, Clock.systemUTC())) {
            Recorder recorder = telemetry.recorder();
            for (int i = 0; i < each; i++) {
                finish(recorder, i);
            }
            assertThat(telemetry.flush(PATIENCE)).isTrue();
            broker.stop();
            long began = System.nanoTime();
            for (int i = each; i < 2 * each; i++) {
                finish(recorder, i);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
            await(() -> telemetry.counts().encoded() == 2L * each);
            assertThat(telemetry.flush(Duration.ofMillis(200))).isFalse();
            assertThat(telemetry.counts().pending()).isEqualTo(each);
            assertThat(telemetry.counts().isBalanced()).isTrue();

            broker.startAgain();
            assertThat(telemetry.flush(PATIENCE)).isTrue();
            assertThat(telemetry.counts().acknowledged()).isEqualTo(2L * each);
            assertThat(telemetry.counts().isBalanced()).isTrue();
        }
        assertDense(2 * each);
    }

    @Test
    void whatDoesNotFitWhileTheBrokerIsAwayIsCountedAndIsExactlyWhatIsMissing() throws IOException {
        int requests = 5_000;
        broker.stop();
        TelemetrySettings small = settings().withSpool(SpoolSettings.inMemory(SpoolSettings.LEAST_BUDGET));
        Counts counts;
        try (Telemetry telemetry = Telemetry.start(small, registry, Clock.systemUTC())) {
            for (int i = 0; i < requests; i++) {
                finish(telemetry.recorder(), i);
            }
            await(() -> telemetry.counts().encoded() == requests);
            assertThat(telemetry.counts().isBalanced()).isTrue();
            broker.startAgain();
            assertThat(telemetry.flush(PATIENCE)).isTrue();
            // One more of each route: only a later number shows a reader that earlier ones are missing.
            for (int i = 0; i < 7; i++) {
                finish(telemetry.recorder(), i);
            }
            assertThat(telemetry.flush(PATIENCE)).isTrue();
            counts = telemetry.counts();
        }
        assertThat(counts.isBalanced()).isTrue();
        assertThat(counts.lost().get(LossReason.SPOOL_BUDGET)).isPositive();
        SequenceCheck check = checkRequests();
        assertThat(check.seen()).isEqualTo(counts.acknowledged());
        assertThat(check.gapsFromStart().stream()
                        .mapToLong(SequenceCheck.Gap::length)
                        .sum())
                .isEqualTo(counts.lostInAll());
    }
}
