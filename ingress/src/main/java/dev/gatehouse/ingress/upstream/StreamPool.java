package dev.gatehouse.ingress.upstream;

import dev.gatehouse.ingress.upstream.WaitingLine.Waiting;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/2 connections, each of which carries many requests at a time.
 *
 * <p>The one opened last is filled first, so that the others run empty and are closed. Those who ask while one is being
 * opened wait for it together, as many as it will carry. When all are full, who asks waits in line.
 */
final class StreamPool implements ConnectionPool {
    private static final long SWEEP_SECONDS = 5;

    private final Dialer dialer;
    private final PoolLimits limits;
    private final WaitingLine line;
    private final List<Http2Session> sessions = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    private final AtomicInteger lentCount = new AtomicInteger();
    private final AtomicInteger idleCount = new AtomicInteger();

    private int streamsOfOne = Http2Session.MAX_STREAMS;
    private boolean sweeping;
    private boolean shut;

    /** The limits are those of one loop. */
    StreamPool(Dialer dialer, PoolLimits limits) {
        this.dialer = dialer;
        this.limits = limits;
        line = new WaitingLine(dialer.loop(), limits);
    }

    @Override
    public void take(ConnectionTaker taker, int connectMillis) {
        Waiting asking = Waiting.now(taker, connectMillis);
        if (serve(asking)) {
            return;
        }
        if (!shut && line.hasRoom()) {
            line.add(asking);
        } else {
            taker.refused(UpstreamFailure.POOL_EXHAUSTED);
        }
    }

    /** Gives a stream, or a place among those for whom a connection is being opened. */
    private boolean serve(Waiting asking) {
        for (Http2Session session = withRoom(); session != null; session = withRoom()) {
            UpstreamConnection stream = session.lend();
            if (stream != null) {
                tell();
                asking.taker().taken(stream, asking.waitedNanos(), 0);
                return true;
            }
        }
        for (Call call : calls) {
            if (call.hasRoom()) {
                call.callers.add(asking);
                return true;
            }
        }
        if (!mayCall()) {
            return false;
        }
        new Call().begin(asking);
        return true;
    }

    private boolean canServe() {
        return withRoom() != null || mayCall() || calls.stream().anyMatch(Call::hasRoom);
    }

    private @Nullable Http2Session withRoom() {
        for (int i = sessions.size() - 1; i >= 0; i--) {
            if (sessions.get(i).hasRoom()) {
                return sessions.get(i);
            }
        }
        return null;
    }

    private boolean mayCall() {
        return !shut && sessions.size() + calls.size() < limits.maxConnections();
    }

    private void serveLine() {
        while (canServe()) {
            Waiting next = line.next();
            if (next == null) {
                return;
            }
            if (!serve(next)) {
                next.taker().refused(UpstreamFailure.POOL_EXHAUSTED);
            }
        }
    }

    // What the sessions do.

    /** There may be room for one more stream. */
    void freed() {
        tell();
        serveLine();
    }

    void gone(Http2Session session) {
        if (sessions.remove(session)) {
            freed();
        }
    }

    private void tell() {
        int busy = 0;
        for (int i = 0; i < sessions.size(); i++) {
            busy += sessions.get(i).isBusy() ? 1 : 0;
        }
        lentCount.lazySet(busy + calls.size());
        idleCount.lazySet(sessions.size() - busy);
    }

    private void sweepLater() {
        if (!sweeping && !sessions.isEmpty() && !shut) {
            sweeping = true;
            dialer.loop().schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Closes what was idle for too long, and leaves what is too old. */
    private void sweep() {
        sweeping = false;
        long now = System.nanoTime();
        for (Http2Session session : List.copyOf(sessions)) {
            if (session.isIdleLongerThan(limits.maxIdle().toNanos(), now)
                    || session.isOlderThan(limits.maxLife().toNanos(), now)) {
                session.leave();
            }
        }
        sweepLater();
    }

    @Override
    public void shut() {
        shut = true;
        List.copyOf(sessions).forEach(Http2Session::leave);
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

    /** A connection that is being opened, and those who wait for it. */
    private final class Call implements Dialer.Answer, Http2Session.Greeting {
        private final Http2Session session = new Http2Session(StreamPool.this);
        private final List<Waiting> callers = new ArrayList<>();

        boolean hasRoom() {
            return callers.size() < streamsOfOne;
        }

        void begin(Waiting first) {
            callers.add(first);
            calls.add(this);
            tell();
            dialer.dial(first.connectMillis(), channel -> session.equip(channel, limits.maxHeaderBytes()), this);
        }

        @Override
        public void opened(Channel channel) {
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls == null || ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
                session.await(this);
            } else {
                channel.close();
                failed(UpstreamFailure.PROTOCOL);
            }
        }

        @Override
        public void ready() {
            calls.remove(this);
            sessions.add(session);
            streamsOfOne = Math.max(1, session.maxStreams());
            sweepLater();
            if (shut) {
                session.leave();
            }
            for (Waiting caller : callers) {
                if (!caller.taker().isGone()) {
                    answer(caller);
                }
            }
            freed();
        }

        private void answer(Waiting caller) {
            UpstreamConnection stream = session.hasRoom() ? session.lend() : null;
            if (stream != null) {
                tell();
                caller.taker().taken(stream, 0, caller.waitedNanos());
            } else {
                // It carries fewer than was thought.
                take(caller.taker(), caller.connectMillis());
            }
        }

        @Override
        public void failed(UpstreamFailure failure) {
            calls.remove(this);
            // There is a place again for whoever waits, before whoever is refused may ask once more.
            freed();
            for (Waiting caller : callers) {
                if (!caller.taker().isGone()) {
                    caller.taker().refused(failure);
                }
            }
        }
    }
}
