package dev.gatehouse.load.compare;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has several requests under way at a time: each answer makes room for the next request. */
final class Http2Lane extends Http2ChannelDuplexHandler implements Lane {
    static final int AT_A_TIME = 8;
    private static final String GOOD = "200";

    private final Http2Headers request;
    private final Map<Http2FrameStream, Long> sentAt = new HashMap<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Drive drive;

    Http2Lane(Http2Headers request) {
        this.request = request;
    }

    @Override
    protected void handlerAdded0(ChannelHandlerContext added) {
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
        for (int i = 0; i < AT_A_TIME; i++) {
            send(open, next, System.nanoTime());
        }
        open.flush();
    }

    private void send(ChannelHandlerContext to, Drive current, long now) {
        if (current.takesOneMore(now)) {
            Http2FrameStream stream = newStream();
            sentAt.put(stream, now);
            to.write(new DefaultHttp2HeadersFrame(request, true).stream(stream));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        try {
            if (message instanceof Http2HeadersFrame head) {
                head(from, head);
            } else if (message instanceof Http2DataFrame data) {
                from.write(new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes()).stream(data.stream()));
                if (data.isEndStream()) {
                    answered(from, data.stream());
                }
            } else if (message instanceof Http2ResetFrame || message instanceof Http2GoAwayFrame) {
                fail(message.toString());
                from.close();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(ChannelHandlerContext from, Http2HeadersFrame head) {
        CharSequence status = head.headers().status();
        if (status != null && !GOOD.contentEquals(status)) {
            fail("status " + status);
            from.close();
        } else if (head.isEndStream()) {
            answered(from, head.stream());
        }
    }

    private void answered(ChannelHandlerContext from, Http2FrameStream stream) {
        Drive current = drive;
        Long began = sentAt.remove(stream);
        if (current == null || began == null) {
            throw new IllegalStateException("an answer that nobody asked for");
        }
        long now = System.nanoTime();
        current.answered(began, now);
        send(from, current, now);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        from.flush();
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

    /** Every request that is under way has failed. */
    private void fail(String reason) {
        Drive current = drive;
        int lost = sentAt.size();
        sentAt.clear();
        for (int i = 0; i < lost && current != null; i++) {
            current.failed(reason);
        }
    }
}
