package dev.gatehouse.ingress.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/2 connection to a backend, whose streams are lent as connections are.
 *
 * <p>It can be used when the backend's settings are here, which must be its first word. It is left when the backend says
 * GOAWAY: streams that were begun go on, and new ones go elsewhere. A backend that is silent when a stream was given up
 * must answer a ping, for a dead connection would fail every request until somebody closed it.
 */
final class Http2Session extends ChannelInboundHandlerAdapter implements ConnectionOwner {
    static final int MAX_STREAMS = 100;
    private static final int STREAM_WINDOW = 64 * 1024;
    private static final long SETTINGS_SECONDS = 5;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PING_SECONDS = 5;
    private static final Http2StreamFrameToHttpObjectCodec MESSAGES = new Http2StreamFrameToHttpObjectCodec(false);

    private final StreamPool pool;
    private final long bornNanos = System.nanoTime();

    // Set when the handler is added, which is before the pool knows of the session.
    @SuppressWarnings("NullAway.Init")
    private ChannelHandlerContext ctx;

    private @Nullable Greeting greeting;
    private @Nullable Throwable failure;
    private boolean isGreeted;
    private boolean isLeaving;
    private boolean pinging;
    private int streams;
    private int maxStreams = MAX_STREAMS;
    private long heardNanos = bornNanos;
    private long idleSinceNanos = bornNanos;

    Http2Session(StreamPool pool) {
        this.pool = pool;
    }

    /** How the backend's first word was; one of the two, once, on the loop. */
    interface Greeting {

        void ready();

        void failed(UpstreamFailure failure);
    }

    void equip(Channel channel, int maxHeaderBytes) {
        Http2FrameCodec codec = Http2FrameCodecBuilder.forClient()
                .initialSettings(Http2Settings.defaultSettings()
                        .pushEnabled(false)
                        .initialWindowSize(STREAM_WINDOW)
                        .maxHeaderListSize(maxHeaderBytes))
                .validateHeaders(true)
                .gracefulShutdownTimeoutMillis(0)
                .build();
        channel.pipeline()
                .addLast(codec)
                .addLast(new Http2MultiplexHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel pushed) {
                        // Nothing is pushed to those who forbid it.
                        pushed.close();
                    }
                }))
                .addLast(this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
    }

    /** Tells when the first word is here; the channel is open, and proved who is there. */
    void await(Greeting waiting) {
        if (isGreeted) {
            waiting.ready();
            return;
        }
        greeting = waiting;
        ctx.executor().schedule(() -> greetingFailed(UpstreamFailure.NO_SETTINGS), SETTINGS_SECONDS, TimeUnit.SECONDS);
    }

    private void greetingFailed(UpstreamFailure how) {
        Greeting waiting = greeting;
        greeting = null;
        if (waiting != null) {
            ctx.close();
            waiting.failed(how);
        }
    }

    /** Whether one more stream may be opened. */
    boolean hasRoom() {
        return isGreeted && !isLeaving && streams < maxStreams && ctx.channel().isActive();
    }

    /** Opens a stream; null if the connection turns out to be of no use any more. */
    @Nullable
    UpstreamConnection lend() {
        UpstreamConnection stream = new UpstreamConnection(this, System.nanoTime(), false);
        Future<Http2StreamChannel> opened = new Http2StreamChannelBootstrap(ctx.channel())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Dialer.WATER_MARK)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(MESSAGES)
                                .addLast(new StreamMessages())
                                .addLast(stream);
                    }
                })
                .open();
        if (opened.cause() != null) {
            leave();
            return null;
        }
        stream.opened();
        streams++;
        return stream;
    }

    int maxStreams() {
        return maxStreams;
    }

    boolean isBusy() {
        return streams > 0;
    }

    boolean isOlderThan(long nanos, long nowNanos) {
        return nowNanos - bornNanos > nanos;
    }

    boolean isIdleLongerThan(long nanos, long nowNanos) {
        return streams == 0 && nowNanos - idleSinceNanos > nanos;
    }

    /** No stream is opened any more; the connection ends with those that are. */
    void leave() {
        isLeaving = true;
        if (streams == 0) {
            ctx.close();
        }
    }

    // What the streams do.

    @Override
    public void giveBack(UpstreamConnection stream, boolean reusable) {
        // Whatever of it is half said is broken off.
        stream.close();
    }

    @Override
    public void closed(UpstreamConnection stream) {
        streams--;
        if (streams == 0) {
            idleSinceNanos = System.nanoTime();
        }
        if (isLeaving && streams == 0) {
            ctx.close();
        } else if (System.nanoTime() - heardNanos > SILENCE_NANOS) {
            ping();
        }
        pool.freed();
    }

    private void ping() {
        if (!pinging && ctx.channel().isActive()) {
            pinging = true;
            ctx.writeAndFlush(new DefaultHttp2PingFrame(0), ctx.voidPromise());
            ctx.executor()
                    .schedule(
                            () -> {
                                if (pinging) {
                                    ctx.close();
                                }
                            },
                            PING_SECONDS,
                            TimeUnit.SECONDS);
        }
    }

    // What the backend does.

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Http2Exception {
        try {
            if (message instanceof Http2SettingsFrame frame) {
                settle(frame.settings());
            } else if (message instanceof Http2GoAwayFrame) {
                leave();
                pool.freed();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void settle(Http2Settings settings) throws Http2Exception {
        Long most = settings.maxConcurrentStreams();
        if (most != null) {
            maxStreams = (int) Math.min(MAX_STREAMS, most);
        }
        if (isGreeted) {
            pool.freed();
            return;
        }
        isGreeted = true;
        widen();
        Greeting waiting = greeting;
        greeting = null;
        if (waiting != null) {
            waiting.ready();
        }
    }

    /** Gives the connection a window as large as those of all its streams, so that slow readers stop themselves only. */
    private void widen() throws Http2Exception {
        Http2Connection connection = ctx.pipeline().get(Http2FrameCodec.class).connection();
        connection
                .local()
                .flowController()
                .incrementWindowSize(connection.connectionStream(), (MAX_STREAMS - 1) * STREAM_WINDOW);
        ctx.flush();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        heardNanos = System.nanoTime();
        pinging = false;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failure = cause;
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        isLeaving = true;
        Throwable cause = failure;
        greetingFailed(
                cause == null
                        ? UpstreamFailure.RESET
                        : UpstreamFailure.of(cause).orElse(UpstreamFailure.PROTOCOL));
        pool.gone(this);
    }
}
