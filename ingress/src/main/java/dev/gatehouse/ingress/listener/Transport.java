package dev.gatehouse.ingress.listener;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Locale;
import java.util.function.Supplier;

/** How the process talks to the kernel about its sockets. */
public enum Transport {
    EPOLL(
            EpollIoHandler::newFactory,
            new Kind<>(EpollSocketChannel.class, EpollSocketChannel::new),
            new Kind<>(EpollServerSocketChannel.class, EpollServerSocketChannel::new),
            new Kind<>(EpollDatagramChannel.class, EpollDatagramChannel::new)) {
        @Override
        public boolean isAvailable() {
            return Epoll.isAvailable();
        }
    },
    IO_URING(
            IoUringIoHandler::newFactory,
            new Kind<>(IoUringSocketChannel.class, IoUringSocketChannel::new),
            new Kind<>(IoUringServerSocketChannel.class, IoUringServerSocketChannel::new),
            new Kind<>(IoUringDatagramChannel.class, IoUringDatagramChannel::new)) {
        @Override
        public boolean isAvailable() {
            return IoUring.isAvailable();
        }
    },
    NIO(
            NioIoHandler::newFactory,
            new Kind<>(NioSocketChannel.class, NioSocketChannel::new),
            new Kind<>(NioServerSocketChannel.class, NioServerSocketChannel::new),
            new Kind<>(NioDatagramChannel.class, NioDatagramChannel::new)) {
        @Override
        public boolean isAvailable() {
            return true;
        }
    };

    private final Supplier<IoHandlerFactory> handlers;
    private final Kind<? extends SocketChannel> socket;
    private final Kind<? extends ServerSocketChannel> server;
    private final Kind<? extends DatagramChannel> datagram;

    Transport(
            Supplier<IoHandlerFactory> handlers,
            Kind<? extends SocketChannel> socket,
            Kind<? extends ServerSocketChannel> server,
            Kind<? extends DatagramChannel> datagram) {
        this.handlers = handlers;
        this.socket = socket;
        this.server = server;
        this.datagram = datagram;
    }

    /** Whether this machine has it and lets us have it; containers often forbid io_uring. */
    public abstract boolean isAvailable();

    /** Epoll where there is one. */
    public static Transport usual() {
        return EPOLL.isAvailable() ? EPOLL : NIO;
    }

    /** This one, or the usual one where this is not to be had. */
    public Transport orUsual() {
        return isAvailable() ? this : usual();
    }

    /** As it is written in a configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    IoHandlerFactory newHandlers() {
        return handlers.get();
    }

    Channel newChannel(Class<? extends Channel> type) {
        return kind(type).make().get();
    }

    Class<? extends Channel> classFor(Class<? extends Channel> type) {
        return kind(type).type();
    }

    /** The channels of one of the three kinds that are asked for. */
    private Kind<? extends Channel> kind(Class<? extends Channel> type) {
        if (type == SocketChannel.class) {
            return socket;
        }
        if (type == ServerSocketChannel.class) {
            return server;
        }
        if (type == DatagramChannel.class) {
            return datagram;
        }
        throw new IllegalArgumentException("these loops have no channel for " + type);
    }

    private record Kind<C extends Channel>(Class<C> type, Supplier<C> make) {}
}
