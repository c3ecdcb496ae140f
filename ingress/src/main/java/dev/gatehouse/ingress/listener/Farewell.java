package dev.gatehouse.ingress.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * The end of an HTTP/1.1 connection whose last response was sent.
 *
 * <p>A socket that is closed over unread bytes resets the connection, and the client may lose the response
 * with it; some read no response before they have sent their whole request. So what a client still sends is
 * thrown away for a short while, or until its request is there.
 */
final class Farewell {
    private static final long LINGER_MILLIS = 2_000;

    private boolean said;

    boolean isSaid() {
        return said;
    }

    /** The request was read to its end, so nothing is lost by closing. */
    void atOnce(ChannelHandlerContext ctx) {
        if (!said) {
            said = true;
            ctx.close();
        }
    }

    /** The rest of the request is read and thrown away. */
    void afterTheRequest(ChannelHandlerContext ctx) {
        if (!said) {
            said = true;
            ctx.channel().config().setAutoRead(true);
            ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Nobody can tell where the request ends; the client is shown that nothing more will be said. */
    void inDoubt(ChannelHandlerContext ctx) {
        if (!said) {
            if (ctx.channel() instanceof DuplexChannel duplex && ctx.pipeline().get(SslHandler.class) == null) {
                duplex.shutdownOutput();
            }
            afterTheRequest(ctx);
        }
    }

    void discard(ChannelHandlerContext ctx, Object message) {
        boolean last = message instanceof LastHttpContent;
        ReferenceCountUtil.release(message);
        if (last) {
            ctx.close();
        }
    }
}
