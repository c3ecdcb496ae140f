package dev.gatehouse.gateway.filters.compiled;

import dev.gatehouse.ingress.forward.RequestStep;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code AddRequestParameter} and {@code RemoveRequestParameter}. */
final class QuerySteps {
    private QuerySteps() {}

    /** Leaves what was asked as it was written; only what is added is escaped, and of variables every delimiter. */
    static RequestStep add(String name, String value) {
        UriComponents added = UriComponentsBuilder.newInstance()
                .replaceQuery(name + '=' + value)
                .encode()
                .build();
        String constant = value.indexOf('{') < 0 ? queryOf(added.expand(Map.of())) : "";
        return request -> {
            String parameter = constant.isEmpty() ? queryOf(added.expand(request.variables())) : constant;
            String query = request.query();
            String joint = query.isEmpty() || query.endsWith("&") ? "" : "&";
            request.query(query + joint + parameter);
        };
    }

    private static String queryOf(UriComponents components) {
        String query = components.getQuery();
        return query == null ? "" : query;
    }

    /** Leaves all others as they were written. */
    static RequestStep remove(String name) {
        return request -> {
            String query = request.query();
            if (query.isEmpty()) {
                return;
            }
            StringBuilder kept = new StringBuilder(query.length());
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (!decoded(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                    kept.append(kept.isEmpty() ? "" : "&").append(pair);
                }
            }
            request.query(kept.toString());
        };
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
