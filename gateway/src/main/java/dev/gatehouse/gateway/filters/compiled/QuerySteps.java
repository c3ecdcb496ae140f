package dev.gatehouse.gateway.filters.compiled;

import dev.gatehouse.ingress.forward.RequestStep;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code AddRequestParameter} and {@code RemoveRequestParameter}. */
final class QuerySteps {
    private QuerySteps() {}

    static RequestStep add(String name, Expansion value) {
        return request -> {
            String query = request.query();
            String joint = query.isEmpty() || query.endsWith("&") ? "" : "&";
            String longer = query + joint + name + '=' + value.with(request::variables);
            String target = query.isEmpty() ? request.path() : request.path() + '?' + query;
            // Escapes stay what they are where there are any; else everything is escaped that must be.
            boolean isEscaped = ServerWebExchangeUtils.containsEncodedParts(URI.create("http://upstream" + target));
            URI changed = UriComponentsBuilder.newInstance()
                    .replaceQuery(longer)
                    .build(isEscaped)
                    .toUri();
            request.query(changed.toASCIIString().substring(1));
        };
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
