package dev.gatehouse.load.micro;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.ring.Recorder;
import dev.gatehouse.telemetry.ring.Rings;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What telling of a request costs its event loop: claim a slot, fill it, hand it over. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandOff {
    private static final int EVENTS = 2_048;

    private final Rings rings = new Rings(EVENTS * 2);
    private final Recorder recorder = rings.newRecorder();

    /** The drain thread's part, which is not measured here. */
    @Setup(Level.Invocation)
    public void drain() {
        int drained;
        do {
            drained = rings.drain(slot -> {});
        } while (drained > 0);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long allFields() {
        for (int i = 0; i < EVENTS; i++) {
            EventSlot slot = recorder.claim();
            if (slot != null) {
                SampleEvent.fill(slot, i);
                recorder.publish();
            }
        }
        return rings.waiting();
    }
}
