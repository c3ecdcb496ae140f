package dev.gatehouse.ingress.upstream;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.tls.UpstreamIdentityException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * What went wrong between us and a backend: what the client is told, and one stable word for the event.
 *
 * <p>An identity that was not proved is looked for first, however deep it lies: it must never pass for a
 * mere connection failure.
 */
public record UpstreamFailure(Refusal refusal, String errorType) {
    public static final UpstreamFailure RESET = new UpstreamFailure(Refusal.UPSTREAM_FAILED, "upstream_reset");
    public static final UpstreamFailure TIMEOUT = new UpstreamFailure(Refusal.UPSTREAM_TIMEOUT, "response_timeout");
    public static final UpstreamFailure PROTOCOL = new UpstreamFailure(Refusal.UPSTREAM_FAILED, "upstream_protocol");
    /** A stream that the backend, by its own word, has not begun to serve (RFC 9113, 8.7). */
    public static final UpstreamFailure NOT_SERVED =
            new UpstreamFailure(Refusal.UPSTREAM_UNAVAILABLE, "upstream_refused_stream");

    static final UpstreamFailure NO_SETTINGS = new UpstreamFailure(Refusal.UPSTREAM_TIMEOUT, "handshake_timeout");

    public static final UpstreamFailure POOL_EXHAUSTED =
            new UpstreamFailure(Refusal.UPSTREAM_UNAVAILABLE, "pool_exhausted");
    public static final UpstreamFailure POOL_TIMEOUT =
            new UpstreamFailure(Refusal.UPSTREAM_UNAVAILABLE, "pool_timeout");

    private static final int DEEPEST_CAUSE = 20;
    private static final UpstreamFailure IDENTITY = new UpstreamFailure(Refusal.UPSTREAM_FAILED, "upstream_identity");

    /** What an exception of the transport means; empty when it is none. */
    public static Optional<UpstreamFailure> of(Throwable error) {
        Optional<UpstreamFailure> known = Optional.empty();
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof UpstreamIdentityException) {
                return Optional.of(IDENTITY);
            }
            if (known.isEmpty()) {
                known = named(cause);
            }
            cause = cause.getCause();
        }
        return known;
    }

    private static Optional<UpstreamFailure> named(Throwable error) {
        // A connect timeout is also a ConnectException, and a handshake's an SSLException: the order matters.
        if (error instanceof ConnectTimeoutException) {
            return timeout("connect_timeout");
        }
        if (error instanceof SslHandshakeTimeoutException) {
            return timeout("handshake_timeout");
        }
        if (error instanceof ReadTimeoutException || error instanceof TimeoutException) {
            return Optional.of(TIMEOUT);
        }
        if (error instanceof SSLException) {
            return failed("upstream_tls");
        }
        if (error instanceof UnknownHostException) {
            return failed("upstream_unknown_host");
        }
        if (error instanceof ConnectException || error instanceof NoRouteToHostException) {
            return failed("connection_refused");
        }
        if (error instanceof Http2Exception http2 && http2.error() == Http2Error.REFUSED_STREAM) {
            return Optional.of(NOT_SERVED);
        }
        return error instanceof IOException ? Optional.of(RESET) : Optional.empty();
    }

    private static Optional<UpstreamFailure> timeout(String errorType) {
        return Optional.of(new UpstreamFailure(Refusal.UPSTREAM_TIMEOUT, errorType));
    }

    private static Optional<UpstreamFailure> failed(String errorType) {
        return Optional.of(new UpstreamFailure(Refusal.UPSTREAM_FAILED, errorType));
    }
}
