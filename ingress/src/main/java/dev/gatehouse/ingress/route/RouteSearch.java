package dev.gatehouse.ingress.route;

import dev.gatehouse.ingress.admission.RequestHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Asks the routes of a table in their order, and remembers who said no.
 *
 * <p>Only for explaining: it asks every predicate, where serving stops at the first that refuses. Nearest is the
 * route whose refusing predicate comes latest; among those, the one of which more predicates agree; among
 * those, the one that was asked first.
 */
final class RouteSearch {
    private static final int MOST_NAMED = 5;
    private static final Comparator<Asked> FARTHEST_FIRST = Comparator.comparingInt(
                    (Asked asked) -> asked.lost().step())
            .thenComparingInt(asked -> asked.lost().agreed())
            .thenComparing(Asked::place, Comparator.reverseOrder());

    private final RequestHead head;
    private final PriorityQueue<Asked> nearest = new PriorityQueue<>(FARTHEST_FIRST);
    private final List<Route> drawn = new ArrayList<>();
    private int lost;

    RouteSearch(RequestHead head) {
        this.head = head;
    }

    RouteExplanation in(List<Route> routes) {
        Optional<Route> taken = Optional.empty();
        for (int place = 0; place < routes.size(); place++) {
            Route route = routes.get(place);
            try {
                if (taken.isEmpty() && route.takes(head)) {
                    taken = Optional.of(route);
                } else if (taken.isEmpty() || isDrawn(taken.get())) {
                    ask(route, place, taken.isEmpty());
                }
            } catch (RuntimeException e) {
                if (taken.isEmpty()) {
                    return explained(taken, "a predicate of route `" + route.id() + "` failed: " + e.getMessage());
                }
            }
        }
        return explained(taken, "");
    }

    private RouteExplanation explained(Optional<Route> taken, String failure) {
        List<LostRoute> named = nearest.stream()
                .sorted(FARTHEST_FIRST.reversed())
                .map(Asked::lost)
                .toList();
        return new RouteExplanation(taken, named, lost - named.size(), drawn, failure);
    }

    private static boolean isDrawn(Route route) {
        return route.predicates().stream().anyMatch(RoutePredicate::isByChance);
    }

    private void ask(Route route, int place, boolean wasAsked) {
        LostRoute answer = answerOf(route);
        if (answer.byChance() && drawn.size() < MOST_NAMED) {
            drawn.add(route);
        }
        if (wasAsked) {
            lost++;
            nearest.add(new Asked(answer, place));
            if (nearest.size() > MOST_NAMED) {
                nearest.poll();
            }
        }
    }

    private LostRoute answerOf(Route route) {
        List<RoutePredicate> predicates = route.predicates();
        int step = 0;
        while (step < predicates.size() && predicates.get(step).test(head)) {
            step++;
        }
        if (step == predicates.size()) {
            // Behind the route that took the request, and would have taken it as well.
            return new LostRoute(route, step, "", step, false);
        }
        int agreed = step;
        boolean isOnlyChance = predicates.get(step).isByChance();
        for (RoutePredicate later : predicates.subList(step + 1, predicates.size())) {
            boolean agrees = agrees(later);
            agreed += agrees ? 1 : 0;
            isOnlyChance &= agrees || later.isByChance();
        }
        return new LostRoute(route, step, predicates.get(step).describe(), agreed, isOnlyChance);
    }

    /** Serving never asks behind a refusal, so a failure there is none. */
    private boolean agrees(RoutePredicate later) {
        try {
            return later.test(head);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private record Asked(LostRoute lost, int place) {}
}
