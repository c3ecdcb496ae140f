package dev.gatehouse.load.compare;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** Sends its next request when the last one is answered. */
final class Http1Lane extends ChannelInboundHandlerAdapter implements Lane {
    private static final int GOOD = 200;

    private final ByteBuf request;
    private final AnswerReader answers = new AnswerReader();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Drive drive;
    private boolean waits;
    private long sentAt;

    Http1Lane(ByteBuf request) {
        this.request = request;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void join(Drive next) {
        drive = next;
        ChannelHandlerContext open = context;
        if (open == null || !open.channel().isActive()) {
            if (next.takesOneMore(System.nanoTime())) {
                next.failed("a connection was closed before it was used");
            }
            return;
        }
        send(open, next, System.nanoTime());
    }

    private void send(ChannelHandlerContext to, Drive current, long now) {
        if (current.takesOneMore(now)) {
            waits = true;
            sentAt = now;
            to.writeAndFlush(request.retainedDuplicate(), to.voidPromise());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            while (bytes.isReadable() && answers.reachesEnd(bytes)) {
                answered(from);
            }
        } finally {
            bytes.release();
        }
    }

    private void answered(ChannelHandlerContext from) {
        Drive current = drive;
        if (current == null || !waits) {
            throw new IllegalStateException("an answer that nobody asked for, status " + answers.status());
        }
        waits = false;
        long now = System.nanoTime();
        if (answers.status() == GOOD) {
            current.answered(sentAt, now);
            send(from, current, now);
        } else {
            current.failed("status " + answers.status());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        fail("a connection was closed while it waited for an answer");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        fail(cause.toString());
        broken.close();
    }

    private void fail(String reason) {
        Drive current = drive;
        if (waits && current != null) {
            waits = false;
            current.failed(reason);
        }
    }
}
