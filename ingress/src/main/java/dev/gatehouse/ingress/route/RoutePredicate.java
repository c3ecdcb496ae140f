package dev.gatehouse.ingress.route;

import dev.gatehouse.ingress.admission.RequestHead;
import java.util.Set;

/** One condition that a request must meet to take a route. It never blocks and keeps no state of a request. */
public interface RoutePredicate {
    String TIME = "time";

    boolean test(RequestHead head);

    /** The condition as an operator would write it. */
    String describe();

    /**
     * What of a request it looks at beside the method and the path, as in {@code header.x-tenant} or {@link #TIME}: for
     * those who know only a part of a request.
     */
    default Set<String> looksAt() {
        return Set.of(describe());
    }

    /** Whether a throw of dice decides, and not what the request says. */
    default boolean isByChance() {
        return false;
    }
}
