package dev.gatehouse.ingress.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives a client so long to send the head of a request, from its first byte on, however steadily it drips.
 *
 * <p>It stands before the codec, where bytes can be seen that are no message yet. When time is up it fires
 * {@link #TIME_IS_UP} and leaves the answer to the walk.
 */
final class HeadClock extends ChannelInboundHandlerAdapter {
    static final Object TIME_IS_UP = new Object() {
        @Override
        public String toString() {
            return "the head of a request took too long";
        }
    };

    private final Duration patience;
    private boolean awaitsHead = true;
    private boolean hasBegun;
    private @Nullable Future<?> alarm;

    HeadClock(Duration patience) {
        this.patience = patience;
    }

    /** The head is there; the body has a clock of its own. */
    void headIsComplete() {
        awaitsHead = false;
        hasBegun = false;
        stop();
    }

    /** The request is there; the next bytes begin another. */
    void awaitHead() {
        awaitsHead = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        hasBegun = awaitsHead;
        ctx.fireChannelRead(message);
    }

    // Most heads come in one piece, and need no alarm.
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (hasBegun && awaitsHead && alarm == null) {
            alarm = ctx.executor().schedule(() -> ring(ctx), patience.toNanos(), TimeUnit.NANOSECONDS);
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stop();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        stop();
    }

    private void ring(ChannelHandlerContext ctx) {
        alarm = null;
        if (awaitsHead) {
            ctx.fireUserEventTriggered(TIME_IS_UP);
        }
    }

    private void stop() {
        Future<?> pending = alarm;
        if (pending != null) {
            pending.cancel(false);
            alarm = null;
        }
    }
}
