package dev.gatehouse.ingress.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Stands at the end of an HTTP/2 connection, and hands on to its streams what concerns the connection.
 *
 * <p>Closing the connection in good order means a GOAWAY that names the last stream served, and then to wait
 * for the streams; the frame codec does both.
 */
final class StreamsWatch extends ChannelInboundHandlerAdapter {
    private final Set<Channel> streams = new LinkedHashSet<>();

    void add(Channel stream) {
        streams.add(stream);
        stream.closeFuture().addListener(closed -> streams.remove(stream));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
        // Settings, pings and the like were dealt with by the codec.
        ReferenceCountUtil.release(frame);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == DrainEvent.BEGIN) {
            ctx.close();
        } else if (event == DrainEvent.DEADLINE) {
            tellStreams(event);
            closeNow(ctx);
        } else if (event instanceof IdleStateEvent) {
            if (streams.isEmpty()) {
                ctx.close();
            } else {
                tellStreams(event);
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // The codec has sent its GOAWAY for a broken rule; for anything else there is no one to tell.
        closeNow(ctx);
    }

    private void tellStreams(Object event) {
        List<Channel> now = new ArrayList<>(streams);
        now.forEach(stream -> stream.pipeline().fireUserEventTriggered(event));
    }

    /** Past the codec, which would wait for the streams. */
    private static void closeNow(ChannelHandlerContext ctx) {
        ctx.flush();
        ctx.pipeline().firstContext().close();
    }
}
