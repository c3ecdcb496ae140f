package dev.gatehouse.load.compare;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Says its next message when the last one has come back. */
final class WebSocketLane extends ChannelInboundHandlerAdapter implements Lane {
    private static final int MESSAGE_BYTES = 125;

    // The handler before masks a copy of it.
    private final ByteBuf message = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(new byte[MESSAGE_BYTES]));
    private @Nullable ChannelHandlerContext context;
    private @Nullable Drive drive;
    private boolean isUpgraded;
    private boolean waits;
    private long sentAt;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void join(Drive next) {
        drive = next;
        if (context == null || !context.channel().isActive()) {
            if (next.takesOneMore(System.nanoTime())) {
                next.failed("a connection was closed before it was used");
            }
        } else if (isUpgraded) {
            say(context, next, System.nanoTime());
        }
    }

    private void say(ChannelHandlerContext to, Drive current, long now) {
        if (current.takesOneMore(now)) {
            waits = true;
            sentAt = now;
            to.writeAndFlush(new BinaryWebSocketFrame(message.duplicate()), to.voidPromise());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        Drive current = drive;
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            isUpgraded = true;
            if (current != null) {
                say(from, current, System.nanoTime());
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object answer) {
        Drive current = drive;
        boolean isEcho =
                answer instanceof BinaryWebSocketFrame frame && frame.content().readableBytes() == MESSAGE_BYTES;
        ReferenceCountUtil.release(answer);
        if (current == null || !waits || !isEcho) {
            throw new IllegalStateException("a message that is no echo: " + answer);
        }
        waits = false;
        long now = System.nanoTime();
        current.answered(sentAt, now);
        say(from, current, now);
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        fail("a connection was closed while it waited for an echo");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        fail(cause.toString());
        broken.close();
    }

    private void fail(String reason) {
        Drive current = drive;
        boolean owes = waits;
        waits = false;
        if (current != null && (owes || (!isUpgraded && current.takesOneMore(System.nanoTime())))) {
            current.failed(reason);
        }
    }
}
