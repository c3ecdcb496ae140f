package dev.gatehouse.ingress.listener;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AsciiString;

/** What the door changes in the head of every response that passes it. */
final class ResponseHead {
    static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
    private static final AsciiString REQUEST_ID_LOOK_ALIKE = AsciiString.cached("x_request_id");

    private ResponseHead() {}

    /** Sets our id, and only ours, whatever the backend sent. */
    static void identify(HttpHeaders headers, Turn turn) {
        headers.remove(REQUEST_ID_LOOK_ALIKE);
        headers.set(REQUEST_ID, turn.exchange.traceId().dashed());
    }

    /** On HTTP/1.1: says whether the connection goes on, and knows it for itself. */
    static void settleConnection(HttpResponse response, Turn turn) {
        HttpHeaders headers = response.headers();
        if (turn.isHttp10 && headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            // Such a client cannot read chunks; for it the body ends with the connection.
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
        }
        if (!hasKnownEnd(response, turn) || closes(headers)) {
            turn.keepsAlive = false;
        }
        if (turn.keepsAlive) {
            headers.remove(HttpHeaderNames.CONNECTION);
        } else {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    /** Whether another response follows: {@code 100}, {@code 102} or {@code 103}, but not {@code 101}. */
    static boolean isInterim(HttpResponse response) {
        return response.status().codeClass() == HttpStatusClass.INFORMATIONAL && !switchesProtocol(response);
    }

    static boolean switchesProtocol(HttpResponse response) {
        return response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }

    private static boolean closes(HttpHeaders headers) {
        return headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    private static boolean hasKnownEnd(HttpResponse response, Turn turn) {
        int status = response.status().code();
        return turn.isHead
                || status == HttpResponseStatus.NO_CONTENT.code()
                || status == HttpResponseStatus.RESET_CONTENT.code()
                || status == HttpResponseStatus.NOT_MODIFIED.code()
                || HttpUtil.isContentLengthSet(response)
                || HttpUtil.isTransferEncodingChunked(response);
    }
}
