package dev.gatehouse.ingress.upstream;

import dev.gatehouse.ingress.admission.HeaderNameCheck;
import dev.gatehouse.ingress.upstream.WaitingLine.Waiting;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Connections that carry one request at a time, the one used last given out first. When all are lent, who asks waits in
 * line.
 */
final class EndpointPool implements ConnectionPool, ConnectionOwner {
    private static final long SWEEP_SECONDS = 5;
    private static final int MAX_INITIAL_LINE = 8 * 1024;
    // As large as what one read of the socket brings, so that a body passes in as few pieces as it came.
    private static final int MAX_PIECE = 256 * 1024;

    private final Dialer dialer;
    private final HttpDecoderConfig decoding;
    private final PoolLimits limits;
    private final int maxConnections;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final WaitingLine line;

    private final AtomicInteger lentCount = new AtomicInteger();
    private final AtomicInteger idleCount = new AtomicInteger();

    private int open;
    private boolean sweeping;
    private boolean shut;

    /** The limits are those of one loop. */
    EndpointPool(Dialer dialer, PoolLimits limits) {
        this.dialer = dialer;
        this.limits = limits;
        maxConnections = limits.maxConnections();
        line = new WaitingLine(dialer.loop(), limits);
        decoding = new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_INITIAL_LINE)
                .setMaxHeaderSize(limits.maxHeaderBytes())
                .setMaxChunkSize(MAX_PIECE)
                .setValidateHeaders(true)
                .setHeadersFactory(HeaderNameCheck.headers())
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true);
    }

    @Override
    public void take(ConnectionTaker taker, int connectMillis) {
        UpstreamConnection free = pollUsable();
        if (free != null) {
            lentCount.lazySet(lentCount.get() + 1);
            taker.taken(free, 0, 0);
        } else if (open < maxConnections && !shut) {
            dial(Waiting.now(taker, connectMillis), 0);
        } else if (!shut && line.hasRoom()) {
            line.add(Waiting.now(taker, connectMillis));
        } else {
            taker.refused(UpstreamFailure.POOL_EXHAUSTED);
        }
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
        UpstreamConnection connection =
                new UpstreamConnection(this, began, dialer.place().endpoint().isTls());
        dialer.dial(waiting.connectMillis(), channel -> equip(channel, connection), new Dialer.Answer() {
            @Override
            public void opened(Channel channel) {
                connection.opened();
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

    private void equip(Channel channel, UpstreamConnection connection) {
        channel.pipeline().addLast(new HttpClientCodec(decoding, false, false)).addLast(connection);
    }

    @Override
    public void giveBack(UpstreamConnection connection, boolean reusable) {
        if (!reusable || shut || isOld(connection)) {
            connection.close();
            return;
        }
        Waiting next = line.next();
        if (next != null) {
            next.taker().taken(connection, next.waitedNanos(), 0);
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

    @Override
    public void closed(UpstreamConnection connection) {
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
            Waiting next = line.next();
            if (next == null) {
                return;
            }
            dial(next, next.waitedNanos());
        }
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

    @Override
    public void shut() {
        shut = true;
        UpstreamConnection connection = idle.pollLast();
        while (connection != null) {
            closeUnlent(connection);
            connection = idle.pollLast();
        }
        idleCount.lazySet(0);
        line.refuseAll(UpstreamFailure.POOL_EXHAUSTED);
    }

    @Override
    public Place place() {
        return dialer.place();
    }

    @Override
    public int lent() {
        return lentCount.get();
    }

    @Override
    public int idle() {
        return idleCount.get();
    }

    @Override
    public int waiting() {
        return line.size();
    }
}
