package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RoutePredicate;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.analysis.diff.ComparedRoute;
import dev.gatehouse.policy.path.PathTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Routes as the comparison of two generations understands them: paths, methods and times by their meaning, all
 * other predicates by their text.
 */
public final class ComparedRoutes {
    private static final List<PathTemplate> EVERY_PATH =
            List.of(PathTemplate.from("/**").template().orElseThrow());

    private List<PathTemplate> templates = EVERY_PATH;
    private Optional<Set<String>> methods = Optional.empty();
    private Period during = Period.ALWAYS;
    private final List<String> others = new ArrayList<>();

    private ComparedRoutes() {}

    /** The routes in the order in which they are asked. */
    public static List<ComparedRoute> of(RouteTable table) {
        return table.routes().stream().map(ComparedRoutes::of).toList();
    }

    private static ComparedRoute of(Route route) {
        ComparedRoutes compared = new ComparedRoutes();
        route.predicates().forEach(compared::add);
        return new ComparedRoute(
                route.id(),
                route.service(),
                compared.templates,
                compared.methods.orElse(Set.of()),
                compared.during,
                compared.others);
    }

    private void add(RoutePredicate predicate) {
        if (predicate instanceof MethodPredicate named) {
            Set<String> both = new HashSet<>(named.methods());
            methods.ifPresent(both::retainAll);
            if (!both.isEmpty()) {
                methods = Optional.of(both);
                return;
            }
        } else if (predicate instanceof TimePredicate time) {
            during = within(during, time);
            return;
        } else if (predicate instanceof PathPredicate path
                && path.templates().isPresent()
                && templates.equals(EVERY_PATH)) {
            templates = path.templates().get();
            return;
        }
        others.add(predicate.describe());
    }

    /** A request comes in a whole millisecond; after a moment means from the next one on. */
    private static Period within(Period known, TimePredicate time) {
        Instant start =
                time.after() == null ? Instant.MIN : time.after().toInstant().plusMillis(1);
        Instant end = time.before() == null ? Instant.MAX : time.before().toInstant();
        return new Period(
                start.isAfter(known.start()) ? start : known.start(), end.isBefore(known.end()) ? end : known.end());
    }
}
