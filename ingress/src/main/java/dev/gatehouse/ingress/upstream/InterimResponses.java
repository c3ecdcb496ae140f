package dev.gatehouse.ingress.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Drops a backend's interim responses, such as 103, with the empty body that the codec gives them.
 *
 * <p>The client behind takes any response but 100 for the final one and hands the connection back to the pool,
 * where the real answer would meet somebody else's request. 100 and 101 are for it to handle.
 */
final class InterimResponses extends ChannelInboundHandlerAdapter {
    private static final int CONTINUE = 100;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int FIRST_FINAL = 200;

    private boolean dropping;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpResponse response) {
            int status = response.status().code();
            dropping = status < FIRST_FINAL && status != CONTINUE && status != SWITCHING_PROTOCOLS;
        }
        if (!dropping || !(message instanceof HttpResponse || message instanceof HttpContent)) {
            ctx.fireChannelRead(message);
            return;
        }
        boolean last = message instanceof LastHttpContent;
        ReferenceCountUtil.release(message);
        if (last) {
            dropping = false;
            // The read that brought it was meant for the answer.
            ctx.read();
        }
    }
}
