package dev.gatehouse.ingress.route;

import java.util.List;
import java.util.Optional;

/**
 * What a request must look like for a route to have anything but a plain no for it.
 *
 * <p>Only predicates count that are asked before any that may fail, and the first that may fail itself: behind it a
 * refusal does not say that nothing failed.
 */
record RouteForms(List<PathForm> paths, List<HostForm> hosts) {
    private static final List<PathForm> ANY_PATH = List.of(new PathForm(List.of(), true));
    private static final List<HostForm> ANY_HOST = List.of(HostForm.ANY);

    /** More pairs of host and path than this are not written out for one route: then its host counts as any. */
    private static final int MOST_PAIRS = 1024;

    static RouteForms of(Route route) {
        Optional<List<PathForm>> paths = Optional.empty();
        Optional<List<HostForm>> hosts = Optional.empty();
        for (RoutePredicate predicate : route.predicates()) {
            paths = paths.or(predicate::paths);
            hosts = hosts.or(predicate::hosts);
            if (predicate.mayFail()) {
                break;
            }
        }
        List<PathForm> path = paths.orElse(ANY_PATH);
        List<HostForm> host = hosts.orElse(ANY_HOST);
        return new RouteForms(path, (long) path.size() * host.size() > MOST_PAIRS ? ANY_HOST : host);
    }
}
