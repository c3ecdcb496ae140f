package dev.gatehouse.gateway.demo;

import java.io.PrintWriter;
import java.time.Duration;

/** Tells the person at the terminal what is being started and how long each stage took. */
final class Progress {
    private final PrintWriter out;
    private final long startedAt = System.nanoTime();
    private long stageAt = startedAt;

    Progress(PrintWriter out) {
        this.out = out;
    }

    /** Says that a stage is over. */
    void done(String stage) {
        long now = System.nanoTime();
        out.printf("  %-64s %7s%n", stage, Shown.seconds(Duration.ofNanos(now - stageAt)));
        out.flush();
        stageAt = now;
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }
}
