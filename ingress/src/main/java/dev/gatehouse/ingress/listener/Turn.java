package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.forward.Passage;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, and how far each has come.
 *
 * <p>What is needed of the request's head is read before the walk rewrites it: by then the client's
 * {@code Connection} header is gone.
 */
final class Turn {
    static final long MAX_DISCARDED = 1024 * 1024;
    private static final long SMALL_BODY = 64 * 1024;

    final Exchange exchange;
    final boolean isHead;
    final boolean isHttp10;
    /** Whether it is known where the request ends. */
    boolean isReadable;

    /** Whether the request that went on asks for another protocol. */
    boolean asksForUpgrade;

    /** What the client said the body's length is; 0 if it did not say. */
    final long declaredLength;

    private final boolean hasLargeBody;

    /** Whether the connection serves another request after this one. */
    boolean keepsAlive;

    /** Whether the request went on behind the door. */
    boolean forwarded;

    /** The way of the request over the fast path; null on the filter path, and for what goes nowhere. */
    @Nullable
    Passage passage;

    /** The most that the body may have; 0 is no limit. */
    long maxBodyBytes;

    /** Whether what comes from behind the door is dropped, because the door itself has answered. */
    boolean muted;

    boolean requestComplete;
    boolean responseStarted;

    /** Whether the last of the response was written; the client may still be reading it. */
    boolean responseEnded;

    /** Whether the whole response was handed to the socket. */
    boolean responseComplete;

    /** Bytes of a body that nobody wants any more. */
    long discarded;

    Turn(Exchange exchange, HttpRequest request) {
        this.exchange = exchange;
        isReadable = request.decoderResult().isSuccess();
        isHead = HttpMethod.HEAD.equals(request.method());
        isHttp10 = HttpVersion.HTTP_1_0.equals(request.protocolVersion());
        keepsAlive = isReadable && !isHttp10 && HttpUtil.isKeepAlive(request);
        declaredLength = lengthOf(request);
        hasLargeBody = request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || request.headers().contains(HttpHeaderNames.EXPECT)
                || declaredLength > SMALL_BODY;
    }

    /** Whether the rest of the request is better cut off than read to its end. */
    boolean isCheaperToClose() {
        return !requestComplete && hasLargeBody;
    }

    /** Whether nobody behind the door waits for more of the request. */
    boolean ignoresRequest() {
        return !forwarded || muted || responseComplete;
    }

    /** Whether what is written from behind the door belongs to this turn's response. */
    boolean mayAnswer() {
        return forwarded && !muted && !responseEnded;
    }

    /** Whether more was sent than may be. */
    boolean isTooLong() {
        return maxBodyBytes > 0 && exchange.requestBytes() > maxBodyBytes;
    }

    /** Whoever forwards the request has nothing more to do. */
    void cancelPassage() {
        if (passage != null) {
            passage.cancel();
        }
    }

    boolean isDone() {
        return requestComplete && responseComplete;
    }

    private static long lengthOf(HttpRequest request) {
        try {
            return HttpUtil.getContentLength(request, 0L);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
