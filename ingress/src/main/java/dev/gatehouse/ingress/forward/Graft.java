package dev.gatehouse.ingress.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.util.function.Supplier;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;

/**
 * Sets reactor-netty's server handlers behind our codec in a channel of ours.
 *
 * <p>The handlers come from reactor-netty's public channel initializer, which believes that it builds a
 * whole server pipeline. The HTTP codec that it brings is taken out again, so the handlers read and write
 * the very {@code HttpObject}s that our codec makes: nothing is copied and no thread is changed. Both an
 * HTTP/1.1 connection and an HTTP/2 stream look like an HTTP/1.1 connection to them.
 */
public final class Graft {
    private final Supplier<ChannelHandler> plain;
    private final Supplier<ChannelHandler> tlsStream;

    public Graft(FilterPath path) {
        HttpServer server = HttpServer.create().protocol(HttpProtocol.HTTP11).handle(path);
        plain = handlersOf(server);
        // On a stream there is no SslHandler in reach, so the scheme has to be told.
        tlsStream = handlersOf(server.forwarded((info, request) -> info.withScheme("https")));
    }

    /** Whether the handlers are in this channel. */
    public static boolean isIn(Channel channel) {
        return channel.pipeline().get(NettyPipeline.ReactiveBridge) != null;
    }

    /** Adds the handlers at the end of a connection's or a stream's pipeline. */
    public void to(Channel channel, boolean tlsOfParent) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(tlsOfParent ? tlsStream.get() : plain.get());
        pipeline.remove(NettyPipeline.HttpCodec);
    }

    private static Supplier<ChannelHandler> handlersOf(HttpServer server) {
        HttpServerConfig config = server.configuration();
        ConnectionObserver observer = new ConnectionKeeper(config.childObserver());
        return () -> config.channelInitializer(observer, null, true);
    }

    /**
     * Does what reactor-netty's server does with the connections that it accepts, and cannot here because
     * it accepted none: lets go of those that will not serve another request.
     */
    private record ConnectionKeeper(ConnectionObserver next) implements ConnectionObserver {
        @Override
        public void onStateChange(Connection connection, State state) {
            if (state == State.DISCONNECTING && connection.channel().isActive() && !connection.isPersistent()) {
                connection.dispose();
            }
            next.onStateChange(connection, state);
        }

        @Override
        public void onUncaughtException(Connection connection, Throwable error) {
            connection.dispose();
        }
    }
}
