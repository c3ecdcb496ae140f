package dev.gatehouse.ingress.forward;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AsciiString;
import java.util.List;

/** What a backend says of its own connection, taken off its responses (RFC 9110, 7.6.1). */
final class HopByHop {
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");

    private HopByHop() {}

    static void strip(HttpHeaders headers) {
        List<String> lines = headers.getAll(HttpHeaderNames.CONNECTION);
        if (!lines.isEmpty()) {
            for (String line : lines) {
                for (String option : line.split(",", -1)) {
                    String name = option.trim();
                    // How long the message is concerns everybody, whatever the backend says.
                    if (!name.isEmpty()
                            && !HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name)
                            && !HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)) {
                        headers.remove(name);
                    }
                }
            }
            headers.remove(HttpHeaderNames.CONNECTION);
        }
        headers.remove(KEEP_ALIVE);
        headers.remove(PROXY_CONNECTION);
        headers.remove(HttpHeaderNames.PROXY_AUTHENTICATE);
        headers.remove(HttpHeaderNames.TE);
        headers.remove(HttpHeaderNames.UPGRADE);
    }

    /** The head of a 101: only what makes it one is left of what concerns the connection. */
    static void keepUpgrade(HttpHeaders headers) {
        String protocol = headers.get(HttpHeaderNames.UPGRADE);
        strip(headers);
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        if (protocol != null) {
            headers.set(HttpHeaderNames.UPGRADE, protocol);
        }
    }

    /** Whether a response says itself where it ends; else it ends with its connection. */
    static boolean hasKnownEnd(HttpResponse response, boolean isHead) {
        int status = response.status().code();
        return isHead
                || status == HttpResponseStatus.NO_CONTENT.code()
                || status == HttpResponseStatus.NOT_MODIFIED.code()
                || HttpUtil.isTransferEncodingChunked(response)
                || HttpUtil.isContentLengthSet(response);
    }
}
