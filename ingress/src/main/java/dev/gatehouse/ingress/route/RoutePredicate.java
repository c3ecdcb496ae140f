package dev.gatehouse.ingress.route;

import dev.gatehouse.ingress.admission.RequestHead;
import java.util.List;
import java.util.Optional;
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

    /** The forms of all paths to which it may say anything but no; absent when that is not known. */
    default Optional<List<PathForm>> paths() {
        return Optional.empty();
    }

    /** The forms of all hosts to which it may say anything but no; absent when that is not known. */
    default Optional<List<HostForm>> hosts() {
        return Optional.empty();
    }

    /**
     * Whether {@link #test} may throw. A route with such a predicate must be asked even when a later one would refuse:
     * the failure ends the search.
     */
    default boolean mayFail() {
        return true;
    }
}
