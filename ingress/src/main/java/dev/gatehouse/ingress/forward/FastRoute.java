package dev.gatehouse.ingress.forward;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.Forwarding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How the fast path forwards a route whose filters all have a compiled form.
 *
 * <p>{@code responseSteps} are in the order in which they run. {@code maxBodyBytes} counts what arrives, whatever was
 * announced; 0 is no limit. {@code responseTimeout} is how long the upstream may keep silent. {@code naming}
 * gives the variables of the route's patterns.
 */
public record FastRoute(
        List<RequestStep> requestSteps,
        List<ResponseStep> responseSteps,
        RetryRule retry,
        long maxBodyBytes,
        Duration connectTimeout,
        Duration responseTimeout,
        Function<RequestHead, Map<String, String>> naming)
        implements Forwarding {
    public static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);

    public FastRoute {
        requestSteps = List.copyOf(requestSteps);
        responseSteps = List.copyOf(responseSteps);
    }

    /** The smaller of two limits, of which 0 is none. */
    public long maxBodyBytesWithin(long limit) {
        return limit == 0 || (maxBodyBytes > 0 && maxBodyBytes < limit) ? maxBodyBytes : limit;
    }

    int connectMillis() {
        return (int) connectTimeout.toMillis();
    }

    @Override
    public String describe() {
        return "fast path";
    }
}
