package dev.gatehouse.gateway.cli;

import dev.gatehouse.telemetry.read.UpToNow;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells how far a long reading is: a line a second, and none when it is over before that. */
final class ProgressLine implements UpToNow.Progress {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final PrintWriter err;
    private final LongSupplier nanos;
    private final long began;
    private long nextAt;

    ProgressLine(PrintWriter err, LongSupplier nanos) {
        this.err = err;
        this.nanos = nanos;
        began = nanos.getAsLong();
        nextAt = began + PAUSE_NANOS;
    }

    @Override
    public void at(long read, double share) {
        long now = nanos.getAsLong();
        if (now < nextAt) {
            return;
        }
        nextAt = now + PAUSE_NANOS;
        double perSecond = read / ((now - began) / 1e9);
        err.println(String.format(
                Locale.ROOT, "%,d records read, %,.0f a second, %.0f %% of all", read, perSecond, share * 100));
        err.flush();
    }
}
