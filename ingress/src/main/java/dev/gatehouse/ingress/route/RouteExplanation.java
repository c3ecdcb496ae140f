package dev.gatehouse.ingress.route;

import java.util.List;
import java.util.Optional;

/**
 * Why a request took a route, or none.
 *
 * <p>{@code nearest} are some of the routes that were asked in vain, those first that came nearest; {@code others}
 * counts the rest of them. {@code drawn} are the routes that another draw would have given the request to.
 * {@code failure} says which predicate broke off the search; empty text when none did.
 */
public record RouteExplanation(
        Optional<Route> taken, List<LostRoute> nearest, int others, List<Route> drawn, String failure) {

    public RouteExplanation {
        nearest = List.copyOf(nearest);
        drawn = List.copyOf(drawn);
    }
}
