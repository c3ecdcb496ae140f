package dev.gatehouse.gateway.telemetry;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How late the event loops are: each is asked to run a task at a fixed beat, and the lateness is what
 * requests on that loop wait too.
 *
 * <p>One task for each loop, each with one number; nothing grows.
 */
public final class LoopLag implements AutoCloseable {
    private static final Duration BEAT = Duration.ofMillis(100);

    /** A loop that is as late as this is full. */
    private static final double FULL_NANOS = Duration.ofMillis(100).toNanos();

    private final LongSupplier nanoClock;
    private final List<Beat> beats = new ArrayList<>();
    private volatile boolean stopped;

    public LoopLag(Iterable<? extends EventExecutor> loops, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        for (EventExecutor loop : loops) {
            Beat beat = new Beat(loop);
            beats.add(beat);
            beat.schedule();
        }
    }

    /** The worst loop's lateness, 1 standing for 100 ms or more. */
    public double saturation() {
        return Math.min(1, worstNanos() / FULL_NANOS);
    }

    /** How late the worst loop was at its last beat, or is now if that beat has not come. */
    long worstNanos() {
        long worst = 0;
        for (Beat beat : beats) {
            worst = Math.max(worst, beat.lateNanos());
        }
        return worst;
    }

    @Override
    public void close() {
        stopped = true;
    }

    private final class Beat implements Runnable {
        private final EventExecutor loop;
        private final AtomicLong dueNanos = new AtomicLong();
        private final AtomicLong lastLateNanos = new AtomicLong();

        Beat(EventExecutor loop) {
            this.loop = loop;
        }

        void schedule() {
            if (!stopped && !loop.isShuttingDown()) {
                dueNanos.set(nanoClock.getAsLong() + BEAT.toNanos());
                loop.schedule(this, BEAT.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void run() {
            lastLateNanos.set(Math.max(0, nanoClock.getAsLong() - dueNanos.get()));
            schedule();
        }

        long lateNanos() {
            return Math.max(lastLateNanos.get(), nanoClock.getAsLong() - dueNanos.get());
        }
    }
}
