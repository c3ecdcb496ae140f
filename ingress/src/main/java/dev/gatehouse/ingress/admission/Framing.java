package dev.gatehouse.ingress.admission;

import dev.gatehouse.ingress.admission.RawRequest.Protocol;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether everybody on the road will agree where the request ends.
 *
 * <p>One length, in digits, or one {@code Transfer-Encoding: chunked}; never both, never a list.
 */
final class Framing {
    private static final int MAX_DIGITS = 18;

    private Framing() {}

    static @Nullable RefusedRequest refusalOf(HttpHeaders headers, Protocol protocol) {
        if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH) && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return null;
        }
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!lengths.isEmpty() && !encodings.isEmpty()) {
            return refuse("content-length beside transfer-encoding");
        }
        if (lengths.size() > 1) {
            return refuse("several content-lengths");
        }
        if (lengths.size() == 1 && !isLength(lengths.get(0))) {
            return refuse("content-length is not a plain number");
        }
        return encodings.isEmpty() ? null : refusalOfEncodings(encodings, protocol);
    }

    // On HTTP/2 the codec itself writes "chunked" for a body of unknown length; it refuses the client's.
    private static @Nullable RefusedRequest refusalOfEncodings(List<String> encodings, Protocol protocol) {
        if (protocol == Protocol.HTTP_1_0) {
            return refuse("transfer-encoding on http/1.0");
        }
        if (encodings.size() > 1 || !encodings.get(0).equalsIgnoreCase("chunked")) {
            return refuse("transfer-encoding is not just `chunked`");
        }
        return null;
    }

    private static boolean isLength(String text) {
        return !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static RefusedRequest refuse(String reason) {
        return new RefusedRequest(Refusal.FRAMING_INVALID, reason);
    }
}
