package dev.gatehouse.telemetry.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that makes the spool durable, by time and by size, and at once where somebody waits for it. It waits for
 * the disk so that nobody else must.
 */
public final class SpoolSync implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolSync.class);
    private static final int MOST_WAITING = 64 * 1024;

    private final SpoolStore store;
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile long syncedBytes;
    private boolean isTroubled;
    private volatile boolean stopping;

    public SpoolSync(SpoolStore store) {
        this.store = store;
        thread = new Thread(this, "gatehouse-telemetry-sync");
        thread.setDaemon(true);
    }

    /** Who waits until what was flushed is durable; told false if the disk refused. */
    public interface Waiting {
        void onDurable(boolean isDurable);
    }

    public void start() {
        thread.start();
    }

    /** Asks for a sync at once. False if too many wait already; then nobody is told. Any thread, never waits. */
    public boolean sync(Waiting asking) {
        boolean isTaken = !stopping && waiting.offer(asking);
        LockSupport.unpark(thread);
        return isTaken;
    }

    /** To be called after a flush: wakes the thread if enough has come together. */
    public void flushed() {
        if (store.written() - syncedBytes >= store.settings().syncBytes()) {
            LockSupport.unpark(thread);
        }
    }

    public void stop(long deadlineMillis) throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(Math.max(1, deadlineMillis));
    }

    @Override
    public void run() {
        long everyNanos = store.settings().syncEvery().toNanos();
        List<Waiting> asking = new ArrayList<>();
        boolean lastLook = false;
        while (!lastLook) {
            lastLook = stopping;
            waiting.drainTo(asking);
            boolean isDurable = syncNow();
            asking.forEach(one -> tell(one, isDurable));
            asking.clear();
            if (waiting.isEmpty() && !stopping) {
                LockSupport.parkNanos(this, Math.max(TimeUnit.MILLISECONDS.toNanos(1), everyNanos));
            }
        }
    }

    // One that fails must not keep the others waiting.
    private static void tell(Waiting asking, boolean isDurable) {
        try {
            asking.onDurable(isDurable);
        } catch (RuntimeException | Error e) {
            LOG.warn("telemetry spool could not tell what is durable reason={}", e.toString());
        }
    }

    private boolean syncNow() {
        long written = store.written();
        try {
            boolean isDurable = store.sync();
            syncedBytes = written;
            isTroubled = false;
            return isDurable;
        } catch (IOException | RuntimeException | Error e) {
            if (!isTroubled) {
                LOG.warn("telemetry spool not made durable reason={}", e.toString());
            }
            isTroubled = true;
            return false;
        }
    }
}
