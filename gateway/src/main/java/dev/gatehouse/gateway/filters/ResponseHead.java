package dev.gatehouse.gateway.filters;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Iterator;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** The head of a backend's final response, and what it says of the connection that it came on. */
final class ResponseHead {
    private final HttpResponse response;
    private final boolean endsWithConnection;
    private final boolean leavesOpen;

    ResponseHead(HttpResponse response, boolean isToHead) {
        this.response = response;
        endsWithConnection = !hasKnownEnd(response, isToHead);
        leavesOpen = HttpUtil.isKeepAlive(response) && !endsWithConnection;
        HopHeaders.strip(response.headers());
    }

    /** Whether there can be a response of this status at all. */
    static boolean isStatus(int status) {
        return status >= 100 && status <= 599;
    }

    private static boolean hasKnownEnd(HttpResponse response, boolean isToHead) {
        int status = response.status().code();
        return isToHead
                || status == HttpResponseStatus.NO_CONTENT.code()
                || status == HttpResponseStatus.NOT_MODIFIED.code()
                || HttpUtil.isTransferEncodingChunked(response)
                || HttpUtil.isContentLengthSet(response);
    }

    /** Whether the body has no other end than that of the connection. */
    boolean endsWithConnection() {
        return endsWithConnection;
    }

    /** Whether the connection may carry another request when the response has ended. */
    boolean leavesOpen() {
        return leavesOpen;
    }

    /** Puts it where the filters see it, and may change it. */
    void showIn(ServerHttpResponse shown) {
        shown.setStatusCode(HttpStatusCode.valueOf(response.status().code()));
        org.springframework.http.HttpHeaders headers = shown.getHeaders();
        Iterator<Map.Entry<CharSequence, CharSequence>> all = response.headers().iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = all.next();
            headers.add(field.getKey().toString(), field.getValue().toString());
        }
    }

    /** Takes it out again, for the request is tried anew. */
    void hideFrom(ServerHttpResponse shown) {
        HttpHeaders headers = response.headers();
        headers.names().forEach(shown.getHeaders()::remove);
    }
}
