package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.exchange.ProblemBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;

/** Makes the response to a request that the door turns away. */
final class Refusals {
    private static final AsciiString PROBLEM = AsciiString.cached("application/problem+json");
    private static final AsciiString BEARER = AsciiString.cached("Bearer");
    private static final AsciiString NO_STORE = AsciiString.cached("no-store");
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final byte[] NOTHING = {};

    private final ProblemBody problems;

    Refusals(ProblemBody problems) {
        this.problems = problems;
    }

    FullHttpResponse response(Refusal refusal, Turn turn) {
        byte[] body = render(refusal, turn);
        // The length of what a GET would get, but nothing of it.
        ByteBuf content = turn.isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(refusal.status()), content);
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, PROBLEM);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        headers.set(HttpHeaderNames.CACHE_CONTROL, NO_STORE);
        if (refusal.status() == HttpResponseStatus.UNAUTHORIZED.code()) {
            headers.set(HttpHeaderNames.WWW_AUTHENTICATE, BEARER);
        }
        if (refusal.status() == HttpResponseStatus.TOO_MANY_REQUESTS.code()
                || refusal.status() == HttpResponseStatus.SERVICE_UNAVAILABLE.code()) {
            headers.set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        ResponseHead.identify(headers, turn);
        if (!turn.keepsAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return response;
    }

    /** A body that cannot be rendered must not turn a refusal into silence. */
    private byte[] render(Refusal refusal, Turn turn) {
        try {
            return problems.render(refusal, turn.exchange.traceId());
        } catch (RuntimeException e) {
            return NOTHING;
        }
    }
}
