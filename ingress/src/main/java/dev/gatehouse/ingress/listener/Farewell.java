package dev.gatehouse.ingress.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * The end of an HTTP/1.1 connection whose last response was sent.
 *
 * <p>A socket that is closed over unread bytes resets the connection, and the client may lose the response
 * with it. So if the client is still sending, what it sends is thrown away for a short while first.
 */
final class Farewell {
    private static final long LINGER_MILLIS = 1_000;
    private static final long MAX_DISCARDED = 1024 * 1024;

    private boolean said;
    private long discarded;

    boolean isSaid() {
        return said;
    }

    /** Closes: at once if the request was read to its end, otherwise when the client had time to listen. */
    void say(ChannelHandlerContext ctx, boolean requestComplete) {
        if (said) {
            return;
        }
        said = true;
        if (requestComplete) {
            ctx.close();
            return;
        }
        if (ctx.channel() instanceof DuplexChannel duplex && ctx.pipeline().get(SslHandler.class) == null) {
            duplex.shutdownOutput();
        }
        ctx.channel().config().setAutoRead(true);
        ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    void discard(ChannelHandlerContext ctx, Object message) {
        discarded += MessageSize.of(message);
        ReferenceCountUtil.release(message);
        if (discarded > MAX_DISCARDED) {
            ctx.close();
        }
    }
}
