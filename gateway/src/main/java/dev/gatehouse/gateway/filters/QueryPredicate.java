package dev.gatehouse.gateway.filters;

import dev.gatehouse.gateway.filters.compiled.BoundedPattern;
import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.RoutePredicate;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code Query}: a parameter is there, and one of its values fits the expression, if there is one. */
record QueryPredicate(String parameter, @Nullable BoundedPattern pattern) implements RoutePredicate {

    @Override
    public boolean test(RequestHead head) {
        String query = head.query();
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            String pair = query.substring(start, end < 0 ? query.length() : end);
            if (fits(pair)) {
                return true;
            }
            start += pair.length() + 1;
        }
        return false;
    }

    private boolean fits(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        if (name.isEmpty() || !decoded(name).equals(parameter)) {
            return false;
        }
        return pattern == null || equals >= 0 && pattern.matches(decoded(pair.substring(equals + 1)));
    }

    /** A broken escape is taken as it stands: it can then only fit an expression that means it. */
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

    @Override
    public boolean mayFail() {
        return pattern != null;
    }

    @Override
    public String describe() {
        return "Query=" + parameter + (pattern == null ? "" : "," + pattern);
    }
}
