package dev.gatehouse.gateway.filters;

import dev.gatehouse.gateway.filters.compiled.BoundedPattern;
import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.RoutePredicate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** {@code Header}: a header is there and not empty, and one of its values fits the expression, if there is one. */
record HeaderPredicate(String name, @Nullable BoundedPattern pattern) implements RoutePredicate {

    @Override
    public boolean test(RequestHead head) {
        List<String> present = head.headers().getAll(name);
        if (present.isEmpty()) {
            return false;
        }
        // Spring splits at commas and keeps quoted texts whole; what fits must not depend on who reads it.
        HttpHeaders readAsSpringDoes = new HttpHeaders();
        readAsSpringDoes.addAll(name, present);
        for (String value : readAsSpringDoes.getValuesAsList(name)) {
            if (pattern == null || pattern.matches(value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Set<String> looksAt() {
        return Set.of("header." + name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean mayFail() {
        return pattern != null;
    }

    @Override
    public String describe() {
        return "Header=" + name + (pattern == null ? "" : "," + pattern);
    }
}
