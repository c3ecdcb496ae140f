package dev.gatehouse.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopLagTest {
    private final AtomicLong nanos = new AtomicLong();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @Test
    void aLoopThatIsInTimeHasNoLag() {
        channel.freezeTime();
        try (LoopLag lag = new LoopLag(List.of(channel.eventLoop()), nanos::get)) {
            pass(100);
            channel.runScheduledPendingTasks();

            assertThat(lag.saturation()).isZero();
        }
    }

    @Test
    void aLoopThatDoesNotComeIsLateBeforeItsBeatRuns() {
        channel.freezeTime();
        try (LoopLag lag = new LoopLag(List.of(channel.eventLoop()), nanos::get)) {
            pass(150);

            assertThat(lag.saturation()).isEqualTo(0.5);
            pass(1000);
            assertThat(lag.saturation()).isEqualTo(1.0);
        }
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    }
}
