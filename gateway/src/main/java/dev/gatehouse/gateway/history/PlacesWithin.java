package dev.gatehouse.gateway.history;

import dev.gatehouse.gateway.filters.ComparedRoutes;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.policy.analysis.KnownPath;
import dev.gatehouse.policy.analysis.PathClass;
import dev.gatehouse.policy.analysis.PathClasses;
import dev.gatehouse.policy.analysis.diff.ComparedRoute;
import dev.gatehouse.policy.index.PathIndex;
import dev.gatehouse.policy.path.PathTemplate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the candidate's routes bring a call of whose path only templates are known.
 *
 * <p>The paths are cut by the templates of all routes, and one of each kind is asked about. Only where all kinds go to
 * the same service is the service known.
 */
final class PlacesWithin {
    private static final String PATH = "Path=";
    private static final int MOST_KEPT = 1_024;

    private final CandidateRoutes routes;
    private final List<PathTemplate> templates = new ArrayList<>();
    private final Set<String> unread = new HashSet<>();
    private final Map<List<PathTemplate>, PathClasses.Walked> kinds = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<PathTemplate>, PathClasses.Walked> eldest) {
            return size() > MOST_KEPT;
        }
    };

    PlacesWithin(CandidateRoutes routes, RouteTable table) {
        this.routes = routes;
        for (ComparedRoute route : ComparedRoutes.of(table)) {
            templates.addAll(route.templates());
            // What only Spring can read has no kinds of paths: it may agree to any.
            route.others().stream().filter(other -> other.startsWith(PATH)).forEach(unread::add);
        }
    }

    CandidateRoutes.Place place(RecordedCall call, KnownPath.Within path) {
        PathClasses.Walked walked = kinds.computeIfAbsent(path.templates(), this::kindsWithin);
        Set<CandidateRoutes.Place> places = new HashSet<>();
        for (PathClass kind : walked.classes()) {
            places.add(routes.place(call.method(), kind.shortest(), call.attributes(), call.at(), unread));
        }
        if (walked.isComplete() && places.size() == 1) {
            return places.iterator().next();
        }
        Set<String> hinges =
                places.stream().flatMap(place -> place.hinges().stream()).collect(Collectors.toSet());
        hinges.add("the path within `" + path + "`");
        return CandidateRoutes.Place.unknown(hinges);
    }

    private PathClasses.Walked kindsWithin(List<PathTemplate> within) {
        List<PathTemplate> all = new ArrayList<>(within);
        all.addAll(templates);
        return PathClasses.within(PathIndex.of(within), PathIndex.of(all));
    }
}
