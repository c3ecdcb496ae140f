package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.AdmissionLimits;
import dev.gatehouse.ingress.admission.Limits;
import dev.gatehouse.ingress.admission.RequestCanon;
import dev.gatehouse.ingress.exchange.ExchangeListener;
import dev.gatehouse.ingress.exchange.ProblemBody;
import dev.gatehouse.ingress.exchange.Walk;
import dev.gatehouse.ingress.forward.FilterPath;
import dev.gatehouse.ingress.forward.Graft;
import dev.gatehouse.ingress.identity.ConnectionIdentity;
import dev.gatehouse.ingress.snapshot.ActiveSnapshot;
import dev.gatehouse.ingress.tls.TrustBundles;
import dev.gatehouse.ingress.trace.TraceIds;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The server that outsiders talk to: listens, walks each request through the door, and hands those that may
 * go on to the filter path.
 *
 * <p>It does not own the loops: they are shared with the clients behind the door, and outlive it.
 */
public final class IngressServer {
    private static final int BACKLOG = 4096;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final List<ListenerSettings> listeners;
    private final TrustBundles bundles;
    private final Loops loops;
    private final AdmissionLimits admission;
    private final Door door;
    private final Connections connections;
    private final Map<String, Channel> listening = new ConcurrentHashMap<>();

    public IngressServer(
            List<ListenerSettings> listeners,
            Limits limits,
            ActiveSnapshot active,
            TrustBundles bundles,
            TraceIds traceIds,
            FilterPath filterPath,
            ProblemBody problems,
            ExchangeListener exchanges,
            Loops loops) {
        this.listeners = List.copyOf(listeners);
        this.bundles = bundles;
        this.loops = loops;
        admission = new AdmissionLimits(limits, System::nanoTime);
        Walk walk = new Walk(new RequestCanon(true), traceIds, admission, active, Walk.Clocks.system());
        door = new Door(walk, new Graft(filterPath), limits, new Refusals(problems), exchanges);
        connections = new Connections(limits);
    }

    /** Opens every listener, or none: when one fails, those already open are closed again. */
    public void start() {
        try {
            listeners.forEach(listener -> listening.put(listener.name(), bind(listener)));
        } catch (BindFailedException e) {
            stopListening();
            throw e;
        }
    }

    private Channel bind(ListenerSettings listener) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.acceptor(), loops.workers())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ConnectionInitializer(
                        connections,
                        door,
                        session -> ConnectionIdentity.ofTls(session, bundles),
                        listener.tls().orElse(null)))
                .bind(listener.host(), listener.port())
                .awaitUninterruptibly();
        Throwable failure = bound.cause();
        if (failure != null) {
            throw new BindFailedException(listener, failure);
        }
        return bound.channel();
    }

    /** The port that the listener of this name took. */
    public int port(String name) {
        Channel channel = listening.get(name);
        if (channel == null) {
            throw new IllegalArgumentException("no listener is called `" + name + "`");
        }
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /**
     * Stops listening, tells every client to go elsewhere, and lets what is in flight finish until the
     * deadline; what is left then is broken off. The stage never fails.
     */
    public CompletionStage<DrainReport> drain(Duration deadline) {
        door.beginToDrain();
        stopListening();
        return new Drain(door, connections, loops.workers()).within(deadline);
    }

    /** Stops at once. */
    public void stop() {
        door.beginToDrain();
        stopListening();
        connections.tell(DrainEvent.DEADLINE);
    }

    private void stopListening() {
        listening.values().forEach(channel -> channel.close().awaitUninterruptibly());
    }

    /** Connections open now. */
    public int connections() {
        return connections.count();
    }

    /** Requests in flight now. */
    public int inFlight() {
        return door.inFlight();
    }

    /** Connections closed on arrival so far, because a cap was reached. */
    public long connectionsRefused() {
        return connections.refused();
    }

    /** Requests turned away so far, because a limit was reached. */
    public long requestsTurnedAway() {
        return admission.turnedAway();
    }

    /** Ends of requests that the exchange listener did not take, because it failed. */
    public long unheardEnds() {
        return door.unheard();
    }
}
