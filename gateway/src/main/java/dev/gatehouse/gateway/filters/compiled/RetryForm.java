package dev.gatehouse.gateway.filters.compiled;

import dev.gatehouse.ingress.forward.RetryRule;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory.RetryConfig;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/** The compiled form of {@code Retry}: at once, without a pause. */
final class RetryForm {
    private RetryForm() {}

    static boolean compile(RetryConfig config, FastFilters into) {
        if (config.getBackoff() != null || config.getJitter() != null || config.getTimeout() != null) {
            return false;
        }
        Set<Integer> statuses = new HashSet<>();
        config.getStatuses().forEach(status -> statuses.add(status.value()));
        for (HttpStatus status : HttpStatus.values()) {
            if (config.getSeries().contains(status.series())) {
                statuses.add(status.value());
            }
        }
        Set<String> methods = config.getMethods().stream().map(HttpMethod::name).collect(Collectors.toSet());
        return into.retry(new RetryRule(
                config.getRetries(), statuses, methods, !config.getExceptions().isEmpty()));
    }
}
