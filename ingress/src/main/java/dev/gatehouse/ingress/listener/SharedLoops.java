package dev.gatehouse.ingress.listener;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import reactor.netty.resources.LoopResources;

/** Our loops as reactor-netty asks for them, with channels that register with them. */
record SharedLoops(EventLoopGroup group, boolean epoll) implements LoopResources {

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return group;
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup ignored) {
        return type.cast(newChannel(type));
    }

    @Override
    @SuppressWarnings("unchecked") // The class returned implements the interface that was asked for.
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup ignored) {
        return (Class<? extends C>) classFor(type);
    }

    private Channel newChannel(Class<?> type) {
        if (type == SocketChannel.class) {
            return epoll ? new EpollSocketChannel() : new NioSocketChannel();
        }
        if (type == ServerSocketChannel.class) {
            return epoll ? new EpollServerSocketChannel() : new NioServerSocketChannel();
        }
        if (type == DatagramChannel.class) {
            return epoll ? new EpollDatagramChannel() : new NioDatagramChannel();
        }
        throw noChannelFor(type);
    }

    private Class<? extends Channel> classFor(Class<?> type) {
        if (type == SocketChannel.class) {
            return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        }
        if (type == ServerSocketChannel.class) {
            return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        }
        if (type == DatagramChannel.class) {
            return epoll ? EpollDatagramChannel.class : NioDatagramChannel.class;
        }
        throw noChannelFor(type);
    }

    private static IllegalArgumentException noChannelFor(Class<?> type) {
        return new IllegalArgumentException("these loops have no channel for " + type);
    }
}
