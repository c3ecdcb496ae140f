package dev.gatehouse.ingress.route;

import dev.gatehouse.ingress.admission.RequestHead;

/** One condition that a request must meet to take a route. It never blocks and keeps no state of a request. */
public interface RoutePredicate {

    boolean test(RequestHead head);

    /** The condition as an operator would write it. */
    String describe();

    /** Whether a throw of dice decides, and not what the request says. */
    default boolean isByChance() {
        return false;
    }
}
