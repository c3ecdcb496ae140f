package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.forward.FastRoute;
import dev.gatehouse.ingress.upstream.PoolLimits;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;

/** How long a route waits for its backend; a response time of 0 is forever. */
record CallTimes(int connectMillis, long responseNanos) {
    static CallTimes of(Route route) {
        Object connect = route.getMetadata().get(RouteMetadataUtils.CONNECT_TIMEOUT_ATTR);
        Object response = route.getMetadata().get(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR);
        return new CallTimes(
                (int) millis(connect, PoolLimits.defaults().connectTimeout()),
                TimeUnit.MILLISECONDS.toNanos(Math.max(0, millis(response, FastRoute.RESPONSE_TIMEOUT))));
    }

    private static long millis(@Nullable Object written, Duration usual) {
        if (written instanceof Number number) {
            return number.longValue();
        }
        return written == null ? usual.toMillis() : Long.parseLong(written.toString());
    }

    boolean hasResponseTimeout() {
        return responseNanos > 0;
    }
}
