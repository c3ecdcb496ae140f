package dev.gatehouse.ingress.route;

import dev.gatehouse.ingress.admission.RequestHead;
import java.util.Comparator;
import java.util.List;

/** The plain statement of the rule, for comparison: asks each route in turn, as the first that takes it or fails wins. */
final class LinearScan {
    static final String NOBODY = "nobody";

    private final List<Route> routes;

    LinearScan(List<Route> declared) {
        routes = declared.stream().sorted(Comparator.comparingInt(Route::order)).toList();
    }

    /** Who takes the request, nobody, or whose failure ended the search. */
    String answer(RequestHead head) {
        for (Route route : routes) {
            try {
                if (route.predicates().stream().allMatch(predicate -> predicate.test(head))) {
                    return route.id();
                }
            } catch (RuntimeException e) {
                return failure(new RouteMatchException(route.id(), e));
            }
        }
        return NOBODY;
    }

    /** The same, as a table says it. */
    static String answer(RouteTable table, RequestHead head) {
        try {
            return table.match(head).map(Route::id).orElse(NOBODY);
        } catch (RouteMatchException e) {
            return failure(e);
        }
    }

    private static String failure(RouteMatchException e) {
        return e.getMessage() + ": " + e.getCause();
    }
}
