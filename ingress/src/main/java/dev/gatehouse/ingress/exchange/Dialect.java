package dev.gatehouse.ingress.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/** What the codec understands and we do not speak, since others would read it differently. */
final class Dialect {
    private Dialect() {}

    /** Why the request is not in a dialect that is spoken here; empty when it is. */
    static String refusalOf(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!HttpVersion.HTTP_1_1.equals(version) && !HttpVersion.HTTP_1_0.equals(version)) {
            return "http version is not spoken";
        }
        // For this draft of WebSocket the codec takes eight bytes after the head for a body, announced by nothing.
        if (request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1)
                || request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY2)) {
            return "draft of websocket is not spoken";
        }
        return "";
    }
}
