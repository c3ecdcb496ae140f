package dev.gatehouse.ingress.listener;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * What is left of a response to HEAD: its head, with the length that a body would have had.
 *
 * <p>The HTTP/1.1 codec drops the body by itself; on HTTP/2 it would be sent.
 */
final class WithoutBody {
    private WithoutBody() {}

    /** The same part of a response, its bytes released. */
    static Object of(Object part) {
        if (part instanceof LastHttpContent && part instanceof HttpResponse whole) {
            HttpResponse head = new DefaultFullHttpResponse(
                    whole.protocolVersion(),
                    whole.status(),
                    Unpooled.EMPTY_BUFFER,
                    whole.headers(),
                    EmptyHttpHeaders.INSTANCE);
            ReferenceCountUtil.release(part);
            return head;
        }
        if (part instanceof LastHttpContent) {
            ReferenceCountUtil.release(part);
            return LastHttpContent.EMPTY_LAST_CONTENT;
        }
        if (part instanceof HttpResponse) {
            return part;
        }
        ReferenceCountUtil.release(part);
        return Unpooled.EMPTY_BUFFER;
    }
}
