package dev.gatehouse.gateway.filters;

import java.util.List;
import java.util.Optional;

/** What became of a written route: the compiled route, or everything that is wrong with it. */
public sealed interface RouteResult permits CompiledRoute, RefusedRoute {

    Optional<CompiledRoute> compiled();

    /** Empty when the route was compiled. */
    List<SpecProblem> problems();
}
