package dev.gatehouse.ingress.route;

import dev.gatehouse.ingress.admission.RequestHead;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The routes of one generation, in the order in which they are asked: by {@code order}, and among equals as
 * they were declared. The first that takes the request wins.
 *
 * <p>An index leaves out those whose path or host cannot fit, so that the length of the table hardly matters.
 *
 * <p>A predicate that fails ends the search with an exception: the next route might be one that the
 * operator meant to be shadowed, and an error must never widen who reaches what.
 */
public final class RouteTable {
    private final List<Route> routes;
    private final RouteIndex index;

    public RouteTable(List<Route> declared) {
        // The sort is stable, which keeps the declared order among equals.
        routes = declared.stream().sorted(Comparator.comparingInt(Route::order)).toList();
        index = new RouteIndex(routes);
    }

    /** The route that takes this request, or nothing. */
    public Optional<Route> match(RequestHead head) {
        Candidates candidates = index.candidates(head);
        for (int place = candidates.next(); place != Candidates.NONE; place = candidates.next()) {
            Route route = routes.get(place);
            try {
                if (route.takes(head)) {
                    return Optional.of(route);
                }
            } catch (RuntimeException e) {
                throw new RouteMatchException(route.id(), e);
            }
        }
        return Optional.empty();
    }

    /** Why a request takes the route that it takes; far slower than {@link #match}, and never asked while serving. */
    public RouteExplanation explain(RequestHead head) {
        return new RouteSearch(head).in(routes);
    }

    /** All routes in the order in which they are asked. */
    public List<Route> routes() {
        return routes;
    }
}
