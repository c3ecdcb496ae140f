package dev.gatehouse.ingress.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells HTTP/2 from HTTP/1.1 on a connection in clear text, by the preface that only HTTP/2 begins with.
 *
 * <p>There is no other way to HTTP/2 here: an upgrade from HTTP/1.1 is not offered.
 */
final class ProtocolSniffer extends ByteToMessageDecoder {
    private final ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
    private final Consumer<Boolean> whenKnown;

    /** The consumer is told once whether it is HTTP/2, and sets up what follows. */
    ProtocolSniffer(Consumer<Boolean> whenKnown) {
        this.whenKnown = whenKnown;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int length = Math.min(in.readableBytes(), preface.readableBytes());
        boolean http2 = ByteBufUtil.equals(in, in.readerIndex(), preface, preface.readerIndex(), length);
        if (!http2 || length == preface.readableBytes()) {
            whenKnown.accept(http2);
            // What was read so far is handed to the handlers that were just added.
            ctx.pipeline().remove(this);
        }
    }
}
