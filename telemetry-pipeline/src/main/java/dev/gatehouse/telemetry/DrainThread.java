package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.ring.Rings;
import dev.gatehouse.telemetry.signals.GoldenSignals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread between the event loops and the senders. It empties the rings in turn, keeps the windows, and does the
 * few errands it is given.
 *
 * <p>It looks for itself instead of being woken, because waking a thread would cost the event loop a system call. Between
 * two looks it naps, at most two milliseconds, far less than a ring takes to fill: what is drained together is written
 * and sent together.
 */
final class DrainThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DrainThread.class);
    private static final int MOST_ERRANDS = 64;
    private static final int MOST_COMPLAINTS = 100;
    private static final int LOOKS_BEFORE_LONG_NAP = 50;
    // So many at one look may be the beginning of a flood, and the next look follows at once.
    private static final int MANY = 256;
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONG_NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Rings rings;
    private final Drain reader;
    private final StrictAudit audit;
    private final GoldenSignals signals;
    private final Journal journal;
    private final InstantSource clock;
    private final Queue<Runnable> errands = new ArrayBlockingQueue<>(MOST_ERRANDS);
    private final Thread thread;
    private long sampledAtNanos = System.nanoTime();
    private int complaints;
    private volatile Runnable last = () -> {};
    private volatile boolean stopping;

    DrainThread(
            Rings rings, Drain reader, StrictAudit audit, GoldenSignals signals, Journal journal, InstantSource clock) {
        this.rings = rings;
        this.reader = reader;
        this.audit = audit;
        this.signals = signals;
        this.journal = journal;
        this.clock = clock;
        this.thread = new Thread(this, "gatehouse-telemetry-drain");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Asks for something to be done on the drain thread; false if too much was asked already. */
    boolean ask(Runnable errand) {
        return errands.offer(errand);
    }

    /** Empties the rings once more, publishes the last window, does one last thing, and ends. */
    void stop(Runnable lastThing, Duration deadline) throws InterruptedException {
        last = lastThing;
        stopping = true;
        thread.join(Math.max(1, deadline.toMillis()));
    }

    @Override
    public void run() {
        int idle = 0;
        while (true) {
            boolean lastLook = stopping;
            int drained = drain();
            attend();
            if (drained == 0 && lastLook) {
                close();
                return;
            }
            idle = drained > 0 ? 0 : idle + 1;
            if (drained < MANY) {
                rest(idle);
            }
        }
    }

    // Whatever goes wrong with one thing, the thread must live on for the next.
    private int drain() {
        try {
            audit.attend();
            int drained = rings.drain(reader);
            journal.flush();
            return drained;
        } catch (RuntimeException | Error e) {
            complain("event", e);
            return 1;
        }
    }

    private void close() {
        try {
            signals.close(clock.millis(), journal);
            journal.flush();
            runErrands();
            journal.tellLossesNow();
            last.run();
            journal.flush();
        } catch (RuntimeException | Error e) {
            complain("last window", e);
        }
    }

    private void runErrands() {
        Runnable errand = errands.poll();
        while (errand != null) {
            errand.run();
            errand = errands.poll();
        }
    }

    private void complain(String what, Throwable reason) {
        if (complaints++ < MOST_COMPLAINTS) {
            LOG.error("telemetry skipped what={} reason={}", what, reason.toString(), reason);
        }
    }

    private void attend() {
        try {
            runErrands();
            journal.tellLosses();
            long now = System.nanoTime();
            if (now - sampledAtNanos >= SAMPLE_NANOS) {
                sampledAtNanos = now;
                signals.sample();
            }
            signals.closeIfDue(clock.millis(), journal);
            journal.flush();
        } catch (RuntimeException | Error e) {
            complain("window", e);
        }
    }

    private static void rest(int idle) {
        LockSupport.parkNanos(idle < LOOKS_BEFORE_LONG_NAP ? NAP_NANOS : LONG_NAP_NANOS);
    }
}
