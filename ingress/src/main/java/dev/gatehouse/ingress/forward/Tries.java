package dev.gatehouse.ingress.forward;

import dev.gatehouse.ingress.upstream.UpstreamFailure;
import java.util.Set;

/**
 * Whether a request may be sent once more.
 *
 * <p>A backend may close a connection that was kept open just when the next request is on its way. Nothing was done
 * then, so an idempotent request is sent once more without being asked (RFC 9112, 9.3.1); and any, if the backend itself
 * says that it was not served (RFC 9113, 8.7). All else is the route's word. A request with a body is never sent again:
 * its body is not kept.
 */
final class Tries {
    // An identity that was not proved will not be proved by asking again.
    private static final Set<String> PASSING = Set.of(
            "upstream_reset",
            "upstream_refused_stream",
            "connection_refused",
            "connect_timeout",
            "handshake_timeout",
            "response_timeout",
            "upstream_unknown_host");

    private final RetryRule rule;
    private final SentRequest request;

    private int retries;
    private boolean maybeStale;
    private boolean wasRepeated;

    Tries(RetryRule rule, SentRequest request) {
        this.rule = rule;
        this.request = request;
    }

    /** The request is sent, over a connection that had served before or a new one. */
    void begin(boolean overUsedConnection) {
        maybeStale = overUsedConnection;
    }

    /** The backend has said something, so it has the request. */
    void heard() {
        maybeStale = false;
    }

    boolean mayCallAgain(UpstreamFailure failure) {
        if (request.hasBody()) {
            return false;
        }
        boolean wasStale = maybeStale && request.isIdempotent() && failure.equals(UpstreamFailure.RESET);
        if (!wasRepeated && (wasStale || failure.equals(UpstreamFailure.NOT_SERVED))) {
            wasRepeated = true;
            return true;
        }
        return rule.afterFailures() && PASSING.contains(failure.errorType()) && mayRetry();
    }

    boolean mayCallAgain(int status) {
        return rule.retries() > 0 && rule.statuses().contains(status) && mayRetry();
    }

    private boolean mayRetry() {
        if (request.hasBody() || retries >= rule.retries() || !rule.methods().contains(request.method())) {
            return false;
        }
        retries++;
        return true;
    }
}
