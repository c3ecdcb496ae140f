package dev.gatehouse.gateway.filters;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;

/**
 * What belongs to one connection only, taken out of a message's headers in one go.
 *
 * <p>It does what two filters of Spring Cloud Gateway do, {@code RemoveHopByHop} and {@code
 * TransferEncodingNormalization}, which copy all headers each. The door has already scrubbed and written everything
 * that tells of the client, so the filters for forwarded headers have nothing to do.
 */
final class HopHeaders {
    private static final List<AsciiString> NAMES = List.of(
            HttpHeaderNames.CONNECTION,
            AsciiString.cached("keep-alive"),
            AsciiString.cached("proxy-connection"),
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.TE,
            HttpHeaderNames.TRAILER,
            HttpHeaderNames.PROXY_AUTHORIZATION,
            HttpHeaderNames.PROXY_AUTHENTICATE,
            AsciiString.cached("x-application-context"),
            HttpHeaderNames.UPGRADE);

    private HopHeaders() {}

    static void strip(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.CONTENT_LENGTH) && isChunked(headers)) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        for (String line : headers.getAll(HttpHeaderNames.CONNECTION)) {
            stripOptions(line, headers);
        }
        for (int i = 0; i < NAMES.size(); i++) {
            headers.remove(NAMES.get(i));
        }
    }

    private static void stripOptions(String line, HttpHeaders headers) {
        if (line.equalsIgnoreCase("keep-alive") || line.equalsIgnoreCase("close")) {
            return;
        }
        for (String option : line.split(",", -1)) {
            String name = option.trim();
            // How long the message is concerns everybody, whatever this connection says.
            if (!name.isEmpty() && !HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)) {
                headers.remove(name);
            }
        }
    }

    static boolean isChunked(HttpHeaders headers) {
        String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        return coding != null && "chunked".equalsIgnoreCase(coding.trim());
    }
}
