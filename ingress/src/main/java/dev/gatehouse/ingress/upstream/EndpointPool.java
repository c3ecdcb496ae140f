package dev.gatehouse.ingress.upstream;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one place, the one used last given out first.
 *
 * <p>It is touched on its loop only; the three counts may be read from anywhere. When all connections are lent, who asks
 * waits in line, so many and so long as the limits say.
 */
final class EndpointPool {
    private static final long SWEEP_SECONDS = 5;

    private final Dialer dialer;
    private final PoolLimits limits;
    private final int maxConnections;
    private final int maxWaiting;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<Waiting> line = new ArrayDeque<>();

    private final AtomicInteger lentCount = new AtomicInteger();
    private final AtomicInteger idleCount = new AtomicInteger();
    private final AtomicInteger waitingCount = new AtomicInteger();

    private int open;
    private boolean sweeping;
    private boolean shut;

    /** The limits are those of an endpoint; this is the share of one of so many loops. */
    EndpointPool(Dialer dialer, PoolLimits limits, int loops) {
        this.dialer = dialer;
        this.limits = limits;
        maxConnections = shareOf(limits.maxConnections(), loops);
        maxWaiting = shareOf(limits.maxWaiting(), loops);
    }

    private static int shareOf(int all, int loops) {
        return Math.max(1, (all + loops - 1) / loops);
    }

    void take(ConnectionTaker taker, int connectMillis) {
        UpstreamConnection free = pollUsable();
        if (free != null) {
            lentCount.lazySet(lentCount.get() + 1);
            taker.taken(free, 0, 0);
        } else if (open < maxConnections && !shut) {
            dial(new Waiting(taker, connectMillis, System.nanoTime()), 0);
        } else if (hasRoomInLine() && !shut) {
            waitInLine(new Waiting(taker, connectMillis, System.nanoTime()));
        } else {
            taker.refused(UpstreamFailure.POOL_EXHAUSTED);
        }
    }

    /** Whoever has left without a word gives up the place to those who come. */
    private boolean hasRoomInLine() {
        if (line.size() >= maxWaiting) {
            line.removeIf(waiting -> waiting.taker().isGone());
            waitingCount.lazySet(line.size());
        }
        return line.size() < maxWaiting;
    }

    private @Nullable UpstreamConnection pollUsable() {
        UpstreamConnection last = idle.pollLast();
        while (last != null) {
            idleCount.lazySet(idle.size());
            if (last.isUsable() && !isOld(last)) {
                return last;
            }
            closeUnlent(last);
            last = idle.pollLast();
        }
        return null;
    }

    private boolean isOld(UpstreamConnection connection) {
        return connection.isOlderThan(limits.maxLife().toNanos(), System.nanoTime());
    }

    /** Closes what was taken from the idle ones; until it is closed it counts as lent. */
    private void closeUnlent(UpstreamConnection connection) {
        lentCount.lazySet(lentCount.get() + 1);
        connection.close();
    }

    private void dial(Waiting waiting, long waitedNanos) {
        open++;
        lentCount.lazySet(lentCount.get() + 1);
        long began = System.nanoTime();
        dialer.dial(this, waiting.connectMillis(), new Dialer.Answer() {
            @Override
            public void opened(UpstreamConnection connection) {
                if (shut || waiting.taker().isGone()) {
                    connection.giveBack(!shut);
                } else {
                    waiting.taker().taken(connection, waitedNanos, System.nanoTime() - began);
                }
            }

            @Override
            public void failed(UpstreamFailure failure) {
                open--;
                lentCount.lazySet(lentCount.get() - 1);
                // A place is free again for whoever waits, before whoever is refused may ask once more.
                serveLine();
                if (!waiting.taker().isGone()) {
                    waiting.taker().refused(failure);
                }
            }
        });
    }

    private void waitInLine(Waiting waiting) {
        line.add(waiting);
        waitingCount.lazySet(line.size());
        dialer.loop()
                .schedule(
                        () -> {
                            if (line.remove(waiting)) {
                                waitingCount.lazySet(line.size());
                                if (!waiting.taker().isGone()) {
                                    waiting.taker().refused(UpstreamFailure.POOL_TIMEOUT);
                                }
                            }
                        },
                        limits.maxWait().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    void giveBack(UpstreamConnection connection, boolean reusable) {
        if (!reusable || shut || isOld(connection)) {
            connection.close();
            return;
        }
        Waiting next = nextInLine();
        if (next != null) {
            next.taker().taken(connection, System.nanoTime() - next.sinceNanos(), 0);
            return;
        }
        lentCount.lazySet(lentCount.get() - 1);
        connection.idleSince(System.nanoTime());
        idle.addLast(connection);
        idleCount.lazySet(idle.size());
        if (!sweeping) {
            sweeping = true;
            dialer.loop().schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** A connection that was open is closed, lent or idle. */
    void closed(UpstreamConnection connection) {
        open--;
        if (idle.remove(connection)) {
            idleCount.lazySet(idle.size());
        } else {
            lentCount.lazySet(lentCount.get() - 1);
        }
        serveLine();
    }

    private void serveLine() {
        while (open < maxConnections && !shut) {
            Waiting next = nextInLine();
            if (next == null) {
                return;
            }
            dial(next, System.nanoTime() - next.sinceNanos());
        }
    }

    private @Nullable Waiting nextInLine() {
        Waiting next = line.poll();
        while (next != null && next.taker().isGone()) {
            next = line.poll();
        }
        waitingCount.lazySet(line.size());
        return next;
    }

    /** Closes what was idle for too long; those at the front were used longest ago. */
    private void sweep() {
        long now = System.nanoTime();
        long most = limits.maxIdle().toNanos();
        for (Iterator<UpstreamConnection> all = idle.iterator(); all.hasNext(); ) {
            UpstreamConnection connection = all.next();
            if (!connection.isIdleLongerThan(most, now)) {
                break;
            }
            all.remove();
            closeUnlent(connection);
        }
        idleCount.lazySet(idle.size());
        sweeping = !idle.isEmpty() && !shut;
        if (sweeping) {
            dialer.loop().schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Closes what is idle now, and the rest when it is given back. */
    void shut() {
        shut = true;
        UpstreamConnection connection = idle.pollLast();
        while (connection != null) {
            closeUnlent(connection);
            connection = idle.pollLast();
        }
        idleCount.lazySet(0);
        Waiting waiting = nextInLine();
        while (waiting != null) {
            waiting.taker().refused(UpstreamFailure.POOL_EXHAUSTED);
            waiting = nextInLine();
        }
    }

    Place place() {
        return dialer.place();
    }

    /** Connections that carry a request, or are being opened for one. */
    int lent() {
        return lentCount.get();
    }

    int idle() {
        return idleCount.get();
    }

    int waiting() {
        return waitingCount.get();
    }

    private record Waiting(ConnectionTaker taker, int connectMillis, long sinceNanos) {}
}
