package dev.gatehouse.gateway.filters.compiled;

import dev.gatehouse.ingress.forward.ResponseStep;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springframework.cloud.gateway.filter.factory.DedupeResponseHeaderGatewayFilterFactory.Strategy;

/** What filters do to the head of a response. */
final class ResponseSteps {
    private ResponseSteps() {}

    static ResponseStep add(String name, Expansion value) {
        return response -> response.headers().add(name, value.with(response::variables));
    }

    static ResponseStep addIfNotPresent(String name, Expansion value) {
        return response -> {
            if (response.headers().getAll(name).stream().allMatch(String::isBlank)) {
                response.headers().add(name, value.with(response::variables));
            }
        };
    }

    static ResponseStep set(String name, Expansion value) {
        return response -> response.headers().set(name, value.with(response::variables));
    }

    static ResponseStep remove(String name) {
        return response -> response.headers().remove(name);
    }

    static ResponseStep rewrite(String name, BoundedPattern pattern, String replacement) {
        return response -> {
            List<String> values = response.headers().getAll(name);
            if (!values.isEmpty()) {
                List<String> rewritten = new ArrayList<>(values.size());
                values.forEach(value -> rewritten.add(pattern.replaceAll(value, replacement)));
                response.headers().set(name, rewritten);
            }
        };
    }

    static ResponseStep dedupe(List<String> names, Strategy strategy) {
        return response -> names.forEach(name -> dedupe(response.headers(), name, strategy));
    }

    private static void dedupe(HttpHeaders headers, String name, Strategy strategy) {
        List<String> values = headers.getAll(name);
        if (values.size() > 1) {
            headers.set(
                    name,
                    switch (strategy) {
                        case RETAIN_FIRST -> List.of(values.get(0));
                        case RETAIN_LAST -> List.of(values.get(values.size() - 1));
                        case RETAIN_UNIQUE -> new LinkedHashSet<>(values);
                    });
        }
    }

    /** Adds each of these that the backend has not said itself. */
    static ResponseStep secure(Map<String, String> wanted) {
        return response -> wanted.forEach((name, value) -> {
            if (!response.headers().contains(name)) {
                response.headers().add(name, value);
            }
        });
    }

    static ResponseStep status(int status) {
        return response -> response.status(status);
    }
}
