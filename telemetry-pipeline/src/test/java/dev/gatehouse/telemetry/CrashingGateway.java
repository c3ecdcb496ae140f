package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.publish.TopicLayout;
import dev.gatehouse.telemetry.ring.Recorder;
import dev.gatehouse.telemetry.spool.SpoolSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process of its own that records events until it is killed or has enough, and says how many it handed over. */
final class CrashingGateway {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int REPORT_EVERY = 100;

    private CrashingGateway() {}

    /** The broker, the spool's directory and budget, and after how many events it stops in order. */
    public static void main(String[] arguments) {
        TelemetrySettings settings = TelemetrySettings.of(arguments[0], "gw-test")
                .withTopics(TopicLayout.of(3, 1))
                .withSpool(SpoolSettings.onDisk(Path.of(arguments[1]), Long.parseLong(arguments[2])));
        Telemetry telemetry = Telemetry.start(settings, new SimpleMeterRegistry(), Clock.systemUTC());
        Recorder recorder = telemetry.newRecorder();
        long events = Long.parseLong(arguments[3]);
        long stopAt = System.nanoTime() + LONGEST_NANOS;
        for (int i = 0; i < events && System.nanoTime() - stopAt < 0; i++) {
            EventSlot slot = recorder.claim();
            if (slot != null) {
                slot.route("route-" + i % 7).method("GET").status(200).tsMillis(System.currentTimeMillis());
                recorder.publish();
            }
            if (i % REPORT_EVERY == REPORT_EVERY - 1) {
                System.out.println(i + 1);
                LockSupport.parkNanos(2_000_000);
            }
        }
        boolean isSent = telemetry.flush(Duration.ofSeconds(60));
        telemetry.close(Duration.ofSeconds(20));
        System.out.println("done " + isSent);
    }
}
