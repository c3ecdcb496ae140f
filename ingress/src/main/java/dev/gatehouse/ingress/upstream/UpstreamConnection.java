package dev.gatehouse.ingress.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a backend, lent to one reader at a time.
 *
 * <p>It belongs to one event loop and is touched only there. What a backend says while nobody asked it anything cannot be
 * an answer, so the connection is closed.
 */
public final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private final ConnectionOwner owner;
    private final long bornNanos;

    // Set when the handler is added, which is before anybody is lent the connection.
    @SuppressWarnings("NullAway.Init")
    private ChannelHandlerContext ctx;

    private @Nullable ConnectionReader reader;
    private @Nullable Throwable failure;
    private boolean endIsProven;
    private boolean isOpen;
    private long idleSinceNanos;

    private long patienceNanos;
    private @Nullable Future<?> alarm;
    private long alarmAtNanos;

    UpstreamConnection(ConnectionOwner owner, long nowNanos, boolean isTls) {
        this.owner = owner;
        bornNanos = nowNanos;
        // Without TLS the end of the connection is all there is; with it, an attacker could have cut it off.
        endIsProven = !isTls;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
    }

    /** To be called when the connection can be lent. */
    void opened() {
        isOpen = true;
    }

    boolean isUsable() {
        return ctx.channel().isActive();
    }

    boolean isOlderThan(long nanos, long nowNanos) {
        return nowNanos - bornNanos > nanos;
    }

    boolean isIdleLongerThan(long nanos, long nowNanos) {
        return nowNanos - idleSinceNanos > nanos;
    }

    void idleSince(long nowNanos) {
        idleSinceNanos = nowNanos;
    }

    // For whom it is lent to.

    public void lendTo(ConnectionReader borrower) {
        reader = borrower;
    }

    /** Gives the connection back, to be used again if it can be. */
    public void giveBack(boolean reusable) {
        reader = null;
        if (!ctx.channel().config().isAutoRead()) {
            // Whoever had it was too slow for its end; the next one is not.
            reading(true);
        }
        owner.giveBack(this, reusable && ctx.channel().isActive());
    }

    /** Whoever borrowed it has nothing more to do with it. */
    public void close() {
        reader = null;
        ctx.close();
    }

    /** Writes what was sent before, and closes. */
    public void closeWhenSent() {
        reader = null;
        ctx.writeAndFlush(io.netty.buffer.Unpooled.EMPTY_BUFFER).addListener(sent -> ctx.close());
    }

    public void write(Object message) {
        ctx.write(message, ctx.voidPromise());
    }

    public void flush() {
        ctx.flush();
    }

    public boolean isWritable() {
        return ctx.channel().isWritable();
    }

    /** Stops or goes on reading from the backend. */
    public void reading(boolean on) {
        ctx.channel().config().setAutoRead(on);
    }

    /** From here on bytes pass as they come; what was read ahead comes at once. */
    public void speakNoHttp() {
        ChannelPipeline pipeline = ctx.pipeline();
        pipeline.remove(HttpClientCodec.class);
    }

    /** Whether a message that ends with its connection has come to its end, and was not cut off. */
    public boolean isEndProven() {
        return endIsProven;
    }

    /** From now on the reader is told when the backend was waited for so long. */
    public void expectWithin(long nanos) {
        patienceNanos = nanos;
        long due = System.nanoTime() + nanos;
        if (alarm == null || due - alarmAtNanos < 0) {
            if (alarm != null) {
                alarm.cancel(false);
            }
            ring(nanos, due);
        }
    }

    private void ring(long inNanos, long atNanos) {
        alarmAtNanos = atNanos;
        alarm = ctx.executor().schedule(this::look, inNanos, TimeUnit.NANOSECONDS);
    }

    // One alarm serves many requests: it looks whether somebody waits, and since when.
    private void look() {
        alarm = null;
        ConnectionReader current = reader;
        if (current == null) {
            return;
        }
        long now = System.nanoTime();
        long since = current.waitingSince();
        long left = since == ConnectionReader.NOT_WAITING ? patienceNanos : since + patienceNanos - now;
        if (left <= 0) {
            current.timedOut();
        } else {
            ring(left, now + left);
        }
    }

    // What the backend does.

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ConnectionReader current = reader;
        if (current != null) {
            current.read(message);
        } else {
            ReferenceCountUtil.release(message);
            ctx.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        ConnectionReader current = reader;
        if (current != null) {
            current.readComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        ConnectionReader current = reader;
        if (current != null) {
            current.writabilityChanged();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent closed) {
            endIsProven = closed.isSuccess();
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failure = cause;
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        if (isOpen) {
            owner.closed(this);
        }
        ConnectionReader current = reader;
        reader = null;
        if (current != null) {
            Throwable cause = failure;
            current.gone(
                    cause == null
                            ? UpstreamFailure.RESET
                            : UpstreamFailure.of(cause).orElse(UpstreamFailure.PROTOCOL));
        }
    }
}
