package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.RoutePredicate;

/**
 * {@code Weight}: the request's draw falls into this route's part of its group.
 *
 * <p>All routes of a group see the same draw and their parts do not overlap, so exactly one of them takes a
 * request.
 */
record WeightPredicate(String group, int weight, double from, double to) implements RoutePredicate {

    @Override
    public boolean test(RequestHead head) {
        return head.draw() >= from && head.draw() < to;
    }

    @Override
    public boolean isByChance() {
        // A weight of 0 is a plain no.
        return to > from;
    }

    @Override
    public boolean mayFail() {
        return false;
    }

    @Override
    public String describe() {
        return "Weight=" + group + "," + weight;
    }
}
