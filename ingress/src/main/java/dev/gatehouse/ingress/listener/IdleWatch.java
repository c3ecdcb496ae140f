package dev.gatehouse.ingress.listener;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fires an {@link IdleStateEvent} whenever nothing was read or written for so long; a client that takes what waits for it,
 * however slowly, counts as writing.
 *
 * <p>It notes the time and looks once in a while, so that a request costs it no listener and no alarm.
 */
final class IdleWatch extends ChannelDuplexHandler {
    private final long patienceNanos;
    private long movedAtNanos;
    private long waitingBytes;
    private @Nullable Future<?> alarm;

    IdleWatch(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        movedAtNanos = ctx.executor().ticker().nanoTime();
        lookIn(patienceNanos, ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        movedAtNanos = ctx.executor().ticker().nanoTime();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        ctx.flush();
        movedAtNanos = ctx.executor().ticker().nanoTime();
        waitingBytes = bytesWaitingIn(ctx);
    }

    private void lookIn(long nanos, ChannelHandlerContext ctx) {
        alarm = ctx.executor().schedule(() -> look(ctx), nanos, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext ctx) {
        long now = ctx.executor().ticker().nanoTime();
        long waiting = bytesWaitingIn(ctx);
        if (waiting > 0 && waiting != waitingBytes) {
            waitingBytes = waiting;
            movedAtNanos = now;
        }
        long left = movedAtNanos + patienceNanos - now;
        if (left > 0) {
            lookIn(left, ctx);
        } else {
            lookIn(patienceNanos, ctx);
            ctx.fireUserEventTriggered(IdleStateEvent.ALL_IDLE_STATE_EVENT);
        }
    }

    private static long bytesWaitingIn(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes() - waiting.currentProgress();
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

    private void stop() {
        Future<?> pending = alarm;
        if (pending != null) {
            pending.cancel(false);
            alarm = null;
        }
    }
}
