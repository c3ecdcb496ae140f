package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.upstream.UpstreamFailure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.TimeoutException;

/**
 * A call to a backend that failed, on its way through Spring's filters.
 *
 * <p>Its cause is of the kind that the {@code Retry} filter looks for when asking again may help, and absent when the
 * backend was never asked.
 */
public final class UpstreamCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient UpstreamFailure failure;

    UpstreamCallException(UpstreamFailure failure) {
        // Made for each failed request of an outage, and told by its word: a stack trace would say nothing.
        super(failure.errorType(), causeOf(failure), false, false);
        this.failure = failure;
    }

    private static @Nullable Throwable causeOf(UpstreamFailure failure) {
        if (failure.equals(UpstreamFailure.TIMEOUT)) {
            return new TimeoutException(failure.errorType());
        }
        boolean neverAsked = failure.refusal() == Refusal.UPSTREAM_UNAVAILABLE;
        return neverAsked || failure.equals(UpstreamFailure.PROTOCOL) ? null : new IOException(failure.errorType());
    }

    public UpstreamFailure failure() {
        return failure;
    }
}
