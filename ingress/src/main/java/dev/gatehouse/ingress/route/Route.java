package dev.gatehouse.ingress.route;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.upstream.Upstream;
import java.util.List;

/**
 * A compiled route: which requests it takes, whom they reach, and how they travel.
 *
 * <p>{@code service} is the name of the identity that the rulesets protect, empty for a route without one.
 * {@code pathTemplate} is what telemetry calls the path, so that no raw path becomes a label.
 */
public record Route(
        String id,
        int order,
        List<RoutePredicate> predicates,
        String pathTemplate,
        String service,
        Upstream upstream,
        boolean webSocket,
        Forwarding forwarding) {

    public Route {
        predicates = List.copyOf(predicates);
    }

    /** Whether every predicate agrees; the first that does not ends the question. */
    boolean takes(RequestHead head) {
        for (RoutePredicate predicate : predicates) {
            if (!predicate.test(head)) {
                return false;
            }
        }
        return true;
    }
}
