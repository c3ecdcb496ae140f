package dev.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter text = new StringWriter();
    private final AtomicLong nanos = new AtomicLong();
    private final ProgressLine progress = new ProgressLine(new PrintWriter(text), nanos::get);

    @Test
    void whatIsOverInASecondSaysNothing() {
        after(Duration.ofMillis(999));
        progress.at(10, 1);

        assertThat(text.toString()).isEmpty();
    }

    @Test
    void aLongReadingTellsOnceASecondHowFarItIs() {
        for (int i = 0; i < 25; i++) {
            after(Duration.ofMillis(100));
            progress.at(i * 1000L, i / 25.0);
        }

        assertThat(text.toString().lines())
                .containsExactly(
                        "9,000 records read, 9,000 a second, 36 % of all",
                        "19,000 records read, 9,500 a second, 76 % of all");
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
