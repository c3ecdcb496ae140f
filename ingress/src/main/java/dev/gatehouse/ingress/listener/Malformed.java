package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.Refusal;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.ContentLengthNotAllowedException;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TransferEncodingNotAllowedException;
import org.jspecify.annotations.Nullable;

/** What the codec could not read, and how it is answered. */
final class Malformed {
    private Malformed() {}

    /** What is wrong with a request's head, or with the first piece of its body when it is there already. */
    static @Nullable Throwable failureOf(HttpRequest request, @Nullable Object next) {
        if (request.decoderResult().isFailure()) {
            return request.decoderResult().cause();
        }
        return next instanceof HttpContent content ? content.decoderResult().cause() : null;
    }

    static Refusal refusalOf(Throwable failure) {
        if (failure instanceof TooLongHttpHeaderException) {
            return Refusal.HEADERS_TOO_LARGE;
        }
        if (failure instanceof ContentLengthNotAllowedException
                || failure instanceof TransferEncodingNotAllowedException) {
            return Refusal.FRAMING_INVALID;
        }
        return Refusal.MALFORMED_REQUEST;
    }

    static String reasonOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** Stands for a request of which nothing could be read. */
    static HttpRequest unreadable(Throwable failure) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.setDecoderResult(DecoderResult.failure(failure));
        return request;
    }

    /** The head of a request that came in one piece. */
    static HttpRequest headOf(FullHttpRequest whole) {
        HttpRequest head =
                new DefaultHttpRequest(whole.protocolVersion(), whole.method(), whole.uri(), whole.headers());
        head.setDecoderResult(whole.decoderResult());
        return head;
    }
}
