package dev.gatehouse.load.compare;

import dev.gatehouse.load.LoadProblem;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.ssl.SslHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keep-alive connections on one event loop, with so many requests under way at a time. */
final class Client implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int AT_ONCE = 64;
    private static final int MOST_HANDSHAKE_BYTES = 16 * 1024;
    private static final long GRACE_SECONDS = 120;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final List<Channel> channels = new ArrayList<>();
    private final List<Lane> lanes = new ArrayList<>();

    private final Target target;
    private final ByteBuf request;

    private Client(Target target) {
        this.target = target;
        request = Unpooled.directBuffer().writeBytes(target.request());
    }

    /** Opens connections for so many requests at a time, handshakes included. */
    static Client connect(Target target, int requests) throws LoadProblem, InterruptedException {
        Client client = new Client(target);
        int connections = target.spoken() == Spoken.HTTP_2 ? Math.max(1, requests / Http2Lane.AT_A_TIME) : requests;
        try {
            for (int open = 0; open < connections; open += AT_ONCE) {
                client.open(Math.min(AT_ONCE, connections - open));
            }
            return client;
        } catch (ExecutionException failure) {
            client.close();
            throw new LoadProblem("no connection: " + failure.getCause(), failure);
        } catch (TimeoutException late) {
            client.close();
            throw new LoadProblem("a handshake took more than " + CONNECT_MILLIS + " ms", late);
        }
    }

    private void open(int count) throws ExecutionException, InterruptedException, TimeoutException {
        List<ChannelFuture> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Lane lane = lane();
            lanes.add(lane);
            opened.add(bootstrap(lane).connect("127.0.0.1", target.port()));
        }
        for (ChannelFuture connected : opened) {
            connected.get(CONNECT_MILLIS, TimeUnit.MILLISECONDS);
            channels.add(connected.channel());
            SslHandler tls = connected.channel().pipeline().get(SslHandler.class);
            if (tls != null) {
                tls.handshakeFuture().get(CONNECT_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private Bootstrap bootstrap(Lane lane) {
        return new Bootstrap()
                .group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        target.tls()
                                .ifPresent(tls -> channel.pipeline()
                                        .addLast(tls.newHandler(channel.alloc(), "localhost", target.port())));
                        codec(channel.pipeline());
                        channel.pipeline().addLast(lane);
                    }
                });
    }

    private Lane lane() {
        return switch (target.spoken()) {
            case HTTP_1 -> new Http1Lane(request);
            case HTTP_2 -> new Http2Lane(target.headers());
            case WEB_SOCKET -> new WebSocketLane();
        };
    }

    private void codec(ChannelPipeline pipeline) {
        switch (target.spoken()) {
            case HTTP_1 -> {
                // The lane reads the bytes itself.
            }
            case HTTP_2 -> pipeline.addLast(Http2FrameCodecBuilder.forClient().build());
            case WEB_SOCKET ->
                pipeline.addLast(new HttpClientCodec(), new HttpObjectAggregator(MOST_HANDSHAKE_BYTES))
                        .addLast(new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder()
                                .webSocketUri("ws://localhost:" + target.port() + target.path())
                                .build()));
        }
    }

    /** Sends so many requests, at most for so long. */
    Driven drive(long requests, long seconds) throws LoadProblem, InterruptedException {
        return drive(lanes, requests, seconds);
    }

    /** Sends one request on each connection, a few at a time. */
    void askOnce() throws LoadProblem, InterruptedException {
        for (int from = 0; from < lanes.size(); from += AT_ONCE) {
            List<Lane> few = lanes.subList(from, Math.min(lanes.size(), from + AT_ONCE));
            Driven driven = drive(few, few.size(), GRACE_SECONDS);
            if (driven.errors() > 0) {
                throw new LoadProblem("one of many connections: " + driven.firstError());
            }
        }
    }

    private Driven drive(List<Lane> those, long requests, long seconds) throws LoadProblem, InterruptedException {
        Drive drive = new Drive(requests, TimeUnit.SECONDS.toNanos(seconds));
        loop.execute(() -> those.forEach(lane -> lane.join(drive)));
        try {
            return drive.end().get(seconds + GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stuck) {
            throw new LoadProblem("answers are missing after " + (seconds + GRACE_SECONDS) + " s", stuck);
        }
    }

    @Override
    public void close() {
        channels.forEach(Channel::close);
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
        request.release();
    }
}
