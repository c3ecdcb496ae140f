package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.route.Forwarding;
import dev.gatehouse.ingress.route.RoutePredicate;
import java.util.List;
import java.util.Optional;

/**
 * A route that was checked and can be served.
 *
 * <p>{@code pathTemplate} is what events and metrics call the paths of this route: its path patterns as they
 * were written, or {@code /**}. {@code forwarding} is what its path needs to forward it.
 */
public record CompiledRoute(List<RoutePredicate> predicates, String pathTemplate, Forwarding forwarding)
        implements RouteResult {

    public CompiledRoute {
        predicates = List.copyOf(predicates);
    }

    @Override
    public Optional<CompiledRoute> compiled() {
        return Optional.of(this);
    }

    @Override
    public List<SpecProblem> problems() {
        return List.of();
    }
}
