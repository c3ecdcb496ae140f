package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.RoutePredicate;
import java.util.Set;
import java.util.TreeSet;

/** {@code Method}: the method is one of several. */
record MethodPredicate(Set<String> methods) implements RoutePredicate {

    MethodPredicate {
        methods = Set.copyOf(methods);
    }

    @Override
    public boolean test(RequestHead head) {
        return methods.contains(head.method());
    }

    @Override
    public Set<String> looksAt() {
        return Set.of();
    }

    @Override
    public boolean mayFail() {
        return false;
    }

    @Override
    public String describe() {
        return "Method=" + String.join(",", new TreeSet<>(methods));
    }
}
