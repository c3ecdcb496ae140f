package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.Limits;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The open connections of all listeners, in all and by address, and the caps on both. */
final class Connections {
    private final int maxInAll;
    private final int maxPerAddress;
    private final AtomicInteger inAll = new AtomicInteger();
    private final ConcurrentMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final LongAdder refused = new LongAdder();

    Connections(Limits limits) {
        maxInAll = limits.maxConnections();
        maxPerAddress = limits.maxConnectionsPerAddress();
    }

    /** Counts a connection in until it closes; false when there is no room, and then it must be closed. */
    boolean admit(Channel connection) {
        InetAddress address = addressOf(connection);
        if (inAll.incrementAndGet() > maxInAll) {
            inAll.decrementAndGet();
            refused.increment();
            return false;
        }
        if (byAddress.merge(address, 1, Integer::sum) > maxPerAddress) {
            forget(address);
            refused.increment();
            return false;
        }
        open.add(connection);
        connection.closeFuture().addListener(closed -> forget(address));
        return true;
    }

    private void forget(InetAddress address) {
        inAll.decrementAndGet();
        byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    /** Tells every open connection, on its own loop. */
    void tell(Object event) {
        open.forEach(connection -> connection.pipeline().fireUserEventTriggered(event));
    }

    /** Done when all connections that are open now have closed. */
    ChannelGroupFuture allClosed() {
        return open.newCloseFuture();
    }

    int count() {
        return inAll.get();
    }

    long refused() {
        return refused.sum();
    }

    static InetAddress addressOf(Channel connection) {
        return ((InetSocketAddress) connection.remoteAddress()).getAddress();
    }
}
