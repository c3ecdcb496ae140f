package dev.gatehouse.ingress.upstream;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Those who wait for a connection, first come first served: so many, and each so long, as the limits say. */
final class WaitingLine {
    private final EventLoop loop;
    private final int most;
    private final long maxWaitNanos;
    private final ArrayDeque<Waiting> line = new ArrayDeque<>();
    private final AtomicInteger count = new AtomicInteger();

    WaitingLine(EventLoop loop, PoolLimits limits) {
        this.loop = loop;
        most = limits.maxWaiting();
        maxWaitNanos = limits.maxWait().toNanos();
    }

    /** Whether one more may wait. Whoever has left without a word gives up the place to those who come. */
    boolean hasRoom() {
        if (line.size() >= most) {
            line.removeIf(waiting -> waiting.taker().isGone());
            tell();
        }
        return line.size() < most;
    }

    void add(Waiting waiting) {
        line.add(waiting);
        tell();
        loop.schedule(() -> expire(waiting), maxWaitNanos, TimeUnit.NANOSECONDS);
    }

    private void expire(Waiting waiting) {
        if (line.remove(waiting)) {
            tell();
            if (!waiting.taker().isGone()) {
                waiting.taker().refused(UpstreamFailure.POOL_TIMEOUT);
            }
        }
    }

    /** Takes out the first who still waits. */
    @Nullable
    Waiting next() {
        Waiting next = line.poll();
        while (next != null && next.taker().isGone()) {
            next = line.poll();
        }
        tell();
        return next;
    }

    /** Refuses everybody. */
    void refuseAll(UpstreamFailure failure) {
        for (Waiting next = next(); next != null; next = next()) {
            next.taker().refused(failure);
        }
    }

    private void tell() {
        count.lazySet(line.size());
    }

    /** How many wait; may be asked from anywhere. */
    int size() {
        return count.get();
    }

    record Waiting(ConnectionTaker taker, int connectMillis, long sinceNanos) {
        static Waiting now(ConnectionTaker taker, int connectMillis) {
            return new Waiting(taker, connectMillis, System.nanoTime());
        }

        long waitedNanos() {
            return System.nanoTime() - sinceNanos;
        }
    }
}
