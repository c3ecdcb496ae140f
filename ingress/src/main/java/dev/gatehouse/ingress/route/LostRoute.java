package dev.gatehouse.ingress.route;

/**
 * A route that did not take a request, and the predicate that said no, in the operator's words.
 *
 * <p>{@code step} is the place of that predicate among those of the route. {@code agreed} is how many of its
 * predicates would have said yes. {@code byChance} says that nothing but the draw was against it.
 */
public record LostRoute(Route route, int step, String predicate, int agreed, boolean byChance) {}
