package dev.gatehouse.gateway.error;

import dev.gatehouse.gateway.filters.UpstreamCallException;
import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.tls.UpstreamIdentityException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.http.client.PrematureCloseException;

/**
 * What went wrong on the filter path: what the client is told, and one stable word for the event.
 *
 * <p>An identity that was not proved is looked for first, however deep it lies: it must never pass for a
 * mere connection failure.
 */
record Failure(Refusal refusal, String errorType) {
    private static final int DEEPEST_CAUSE = 20;
    private static final Failure IDENTITY = new Failure(Refusal.UPSTREAM_FAILED, "upstream_identity");
    private static final Failure UNKNOWN = new Failure(Refusal.INTERNAL, "internal_error");

    static Failure of(Throwable error) {
        Optional<Failure> known = Optional.empty();
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof UpstreamIdentityException) {
                return IDENTITY;
            }
            if (known.isEmpty()) {
                known = named(cause);
            }
            cause = cause.getCause();
        }
        return known.orElse(UNKNOWN);
    }

    private static Optional<Failure> named(Throwable error) {
        if (error instanceof ResponseStatusException answered) {
            return Optional.ofNullable(ofStatus(answered.getStatusCode()));
        }
        if (error instanceof UpstreamCallException call) {
            return Optional.of(
                    new Failure(call.failure().refusal(), call.failure().errorType()));
        }
        // A connect timeout is also a ConnectException: the order matters.
        if (error instanceof ConnectTimeoutException) {
            return timeout("connect_timeout");
        }
        if (error instanceof SslHandshakeTimeoutException) {
            return timeout("handshake_timeout");
        }
        if (error instanceof ReadTimeoutException) {
            return timeout("response_timeout");
        }
        // By name, for reactor-netty keeps these two in a package of its own insides.
        return switch (error.getClass().getSimpleName()) {
            case "PoolAcquirePendingLimitException" -> unavailable("pool_exhausted");
            case "PoolAcquireTimeoutException" -> unavailable("pool_timeout");
            default -> ofTransport(error);
        };
    }

    private static Optional<Failure> ofTransport(Throwable error) {
        if (error instanceof TimeoutException) {
            return timeout("response_timeout");
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
        if (error instanceof PrematureCloseException || error instanceof IOException) {
            return failed("upstream_reset");
        }
        return Optional.empty();
    }

    private static @Nullable Failure ofStatus(HttpStatusCode status) {
        return switch (status.value()) {
            case 413 -> new Failure(Refusal.BODY_TOO_LARGE, "body_too_large");
            case 431 -> new Failure(Refusal.HEADERS_TOO_LARGE, "headers_too_large");
            case 502 -> new Failure(Refusal.UPSTREAM_FAILED, "bad_gateway");
            case 503 -> new Failure(Refusal.UPSTREAM_UNAVAILABLE, "upstream_unavailable");
            case 504 -> new Failure(Refusal.UPSTREAM_TIMEOUT, "response_timeout");
            default -> null;
        };
    }

    private static Optional<Failure> timeout(String errorType) {
        return Optional.of(new Failure(Refusal.UPSTREAM_TIMEOUT, errorType));
    }

    private static Optional<Failure> unavailable(String errorType) {
        return Optional.of(new Failure(Refusal.UPSTREAM_UNAVAILABLE, errorType));
    }

    private static Optional<Failure> failed(String errorType) {
        return Optional.of(new Failure(Refusal.UPSTREAM_FAILED, errorType));
    }
}
