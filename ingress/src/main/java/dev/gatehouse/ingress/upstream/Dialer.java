package dev.gatehouse.ingress.upstream;

import dev.gatehouse.ingress.admission.HeaderNameCheck;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one place from one event loop, and proves who is there before anybody gets one.
 */
final class Dialer {
    private static final long HANDSHAKE_MILLIS = Duration.ofSeconds(5).toMillis();
    private static final int MAX_INITIAL_LINE = 8 * 1024;
    // As large as what one read of the socket brings, so that a body passes in as few pieces as it came.
    private static final int MAX_PIECE = 256 * 1024;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final EventLoop loop;
    private final Place place;
    private final @Nullable SslContext tls;
    private final HttpDecoderConfig decoding;
    private final Bootstrap bootstrap;

    /** The context proves the identity of the place; a place without TLS has none. */
    Dialer(
            EventLoop loop,
            Class<? extends Channel> channels,
            AddressResolverGroup<InetSocketAddress> resolver,
            Place place,
            @Nullable SslContext tls,
            int maxHeaderBytes) {
        if (tls == null && (place.endpoint().isTls() || place.identity().isPresent())) {
            throw new IllegalStateException("a named upstream is never reached without tls");
        }
        this.loop = loop;
        this.place = place;
        this.tls = tls;
        decoding = new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_INITIAL_LINE)
                .setMaxHeaderSize(maxHeaderBytes)
                .setMaxChunkSize(MAX_PIECE)
                .setValidateHeaders(true)
                .setHeadersFactory(HeaderNameCheck.headers())
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true);
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

        void opened(UpstreamConnection connection);

        void failed(UpstreamFailure failure);
    }

    void dial(EndpointPool pool, int connectMillis, Answer answer) {
        UpstreamConnection connection = new UpstreamConnection(pool, System.nanoTime(), tls != null);
        bootstrap
                .clone()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        equip(channel, connection);
                    }
                })
                .connect()
                .addListener((ChannelFuture connected) -> {
                    SslHandler handler = connected.channel().pipeline().get(SslHandler.class);
                    if (!connected.isSuccess() || handler == null) {
                        answer(connected.channel(), connected.cause(), connection, answer);
                    } else {
                        handler.handshakeFuture()
                                .addListener(shaken -> answer(connected.channel(), shaken.cause(), connection, answer));
                    }
                });
    }

    private void equip(Channel channel, UpstreamConnection connection) {
        ChannelPipeline pipeline = channel.pipeline();
        if (tls != null) {
            SslHandler handler = tls.newHandler(
                    channel.alloc(), place.endpoint().host(), place.endpoint().port());
            handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
            pipeline.addLast(handler);
        }
        pipeline.addLast(new HttpClientCodec(decoding, false, false)).addLast(connection);
    }

    private static void answer(
            Channel channel, @Nullable Throwable failure, UpstreamConnection connection, Answer answer) {
        if (failure == null && channel.isActive()) {
            connection.opened();
            answer.opened(connection);
        } else {
            // Not by the connection: what failed early may not have come to be one.
            channel.close();
            answer.failed(
                    Optional.ofNullable(failure).flatMap(UpstreamFailure::of).orElse(UpstreamFailure.RESET));
        }
    }
}
