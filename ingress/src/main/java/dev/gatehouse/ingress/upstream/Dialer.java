package dev.gatehouse.ingress.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one place from one event loop, and proves who is there before anybody gets one.
 */
final class Dialer {
    private static final long HANDSHAKE_MILLIS = Duration.ofSeconds(5).toMillis();
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final EventLoop loop;
    private final Place place;
    private final @Nullable SslContext tls;
    private final Bootstrap bootstrap;

    /** The context proves the identity of the place; a place without TLS has none. */
    Dialer(
            EventLoop loop,
            Class<? extends Channel> channels,
            AddressResolverGroup<InetSocketAddress> resolver,
            Place place,
            @Nullable SslContext tls) {
        if (tls == null && (place.endpoint().isTls() || place.identity().isPresent())) {
            throw new IllegalStateException("a named upstream is never reached without tls");
        }
        this.loop = loop;
        this.place = place;
        this.tls = tls;
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(channels)
                .resolver(resolver)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .remoteAddress(place.endpoint().host(), place.endpoint().port());
    }

    EventLoop loop() {
        return loop;
    }

    Place place() {
        return place;
    }

    /** How a call ended; one of the two, once, on the loop. */
    interface Answer {

        void opened(Channel channel);

        void failed(UpstreamFailure failure);
    }

    /** Opens a connection, with what equips it behind TLS. */
    void dial(int connectMillis, Consumer<Channel> equipment, Answer answer) {
        bootstrap
                .clone()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        addTls(channel);
                        equipment.accept(channel);
                    }
                })
                .connect()
                .addListener((ChannelFuture connected) -> {
                    SslHandler handler = connected.channel().pipeline().get(SslHandler.class);
                    if (!connected.isSuccess() || handler == null) {
                        answer(connected.channel(), connected.cause(), answer);
                    } else {
                        handler.handshakeFuture()
                                .addListener(shaken -> answer(connected.channel(), shaken.cause(), answer));
                    }
                });
    }

    private void addTls(Channel channel) {
        if (tls != null) {
            SslHandler handler = tls.newHandler(
                    channel.alloc(), place.endpoint().host(), place.endpoint().port());
            handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
            channel.pipeline().addLast(handler);
        }
    }

    private static void answer(Channel channel, @Nullable Throwable failure, Answer answer) {
        if (failure == null && channel.isActive()) {
            answer.opened(channel);
        } else {
            channel.close();
            answer.failed(
                    Optional.ofNullable(failure).flatMap(UpstreamFailure::of).orElse(UpstreamFailure.RESET));
        }
    }
}
