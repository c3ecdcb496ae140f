package dev.gatehouse.gateway.filters;

import java.util.List;
import java.util.Optional;

/** A route that cannot be served, with every reason. */
public record RefusedRoute(List<SpecProblem> problems) implements RouteResult {

    public RefusedRoute {
        problems = List.copyOf(problems);
    }

    @Override
    public Optional<CompiledRoute> compiled() {
        return Optional.empty();
    }
}
