package dev.gatehouse.ingress.upstream;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;

/**
 * What lies between the frames of one stream and the messages that a reader of any connection knows.
 *
 * <p>A response that is a head alone comes as one message, so that it leaves as one: gRPC tells its failures so.
 */
final class StreamMessages extends ChannelDuplexHandler {
    private static final AsciiString GRPC = AsciiString.cached("application/grpc");
    private static final AsciiString TRAILERS = AsciiString.cached("trailers");

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpResponse response) {
            response.headers().remove(ExtensionHeaderNames.STREAM_ID.text());
        }
        // Asked before the reader has it, and with it the message.
        boolean isLast = message instanceof LastHttpContent;
        ctx.fireChannelRead(message instanceof FullHttpResponse whole ? headAlone(whole) : message);
        if (isLast) {
            // A stream that has ended is closed without a word that its last read is over.
            ctx.fireChannelReadComplete();
        }
    }

    private static FullHttpResponse headAlone(FullHttpResponse whole) {
        whole.release();
        return new DefaultFullHttpResponse(
                whole.protocolVersion(),
                whole.status(),
                Unpooled.EMPTY_BUFFER,
                whole.headers(),
                EmptyHttpHeaders.INSTANCE);
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        ctx.read();
        // To go on reading opens the window again, and nobody else sends that word on its way.
        ctx.flush();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpRequest request && isGrpc(request.headers())) {
            // The client's own concerned its connection and is gone; servers of gRPC insist on it.
            request.headers().set(HttpHeaderNames.TE, TRAILERS);
        }
        ctx.write(message, promise);
    }

    private static boolean isGrpc(HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, GRPC.toString(), 0, GRPC.length());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        boolean wasNotServed = event instanceof Http2GoAwayFrame
                || event instanceof Http2ResetFrame reset && reset.errorCode() == Http2Error.REFUSED_STREAM.code();
        if (wasNotServed) {
            ReferenceCountUtil.release(event);
            ctx.fireExceptionCaught(new Http2Exception(Http2Error.REFUSED_STREAM, "the backend has not served it"));
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }
}
