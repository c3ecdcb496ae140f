package dev.gatehouse.gateway.filters;

import dev.gatehouse.gateway.filters.compiled.FastFilters;
import dev.gatehouse.ingress.forward.FastRoute;
import dev.gatehouse.ingress.route.Forwarding;
import dev.gatehouse.ingress.route.RoutePredicate;
import dev.gatehouse.ingress.upstream.PoolLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;

/**
 * Compiles written routes, with Spring Cloud Gateway's real factories and without a Spring context, so that
 * checking a file needs no running gateway.
 *
 * <p>Everything that is wrong with a route is reported at once, and one bad route does not hide the others.
 */
public final class RouteCompiler {
    private static final Set<String> SCHEMES = Set.of("http", "https", "ws", "wss", "lb");

    private final DefinitionBinder binder = new DefinitionBinder();
    private final PredicateCompiler predicates = new PredicateCompiler(binder);
    private final FilterCompiler filters = new FilterCompiler(binder);

    /** Compiles one route by itself; its weights know of no other route. */
    public RouteResult compile(RouteSpec spec) {
        return compileAll(List.of(spec)).get(0);
    }

    /** Compiles all routes of a generation; the results stand in the order of the routes. */
    public List<RouteResult> compileAll(List<RouteSpec> specs) {
        WeightGroups weights = announced(specs);
        return specs.stream().map(spec -> compile(spec, weights)).toList();
    }

    private WeightGroups announced(List<RouteSpec> specs) {
        WeightGroups weights = new WeightGroups();
        for (RouteSpec spec : specs) {
            for (Definition definition : spec.predicates()) {
                // Problems are found again, and told, when the route itself is compiled.
                predicates
                        .weight(definition, new Site("", new ArrayList<>()))
                        .filter(config -> config.getWeight() >= 0)
                        .ifPresent(config -> weights.announce(config.getGroup(), config.getWeight()));
            }
        }
        return weights;
    }

    private RouteResult compile(RouteSpec spec, WeightGroups weights) {
        List<SpecProblem> problems = new ArrayList<>();
        List<RoutePredicate> conditions = new ArrayList<>();
        for (int i = 0; i < spec.predicates().size(); i++) {
            Site site = new Site("predicates[" + i + "]", problems);
            predicates.compile(spec.predicates().get(i), site, weights).ifPresent(conditions::add);
        }
        List<GatewayFilter> chain = new ArrayList<>();
        FastFilters compiled = new FastFilters();
        for (int i = 0; i < spec.filters().size(); i++) {
            Site site = new Site("filters[" + i + "]", problems);
            filters.compile(spec.id(), spec.filters().get(i), i, site, compiled).ifPresent(chain::add);
        }
        String scheme = spec.uri().getScheme();
        if (scheme == null || !SCHEMES.contains(scheme)) {
            problems.add(new SpecProblem(
                    "uri",
                    "`" + spec.uri() + "` is no address of a backend",
                    "write `https://host:port` or `lb://NAME`"));
        }
        checkMillis(spec, RouteMetadataUtils.CONNECT_TIMEOUT_ATTR, problems);
        checkMillis(spec, RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, problems);
        if (!problems.isEmpty()) {
            return new RefusedRoute(problems);
        }
        return new CompiledRoute(conditions, template(conditions), forwarding(spec, conditions, chain, compiled));
    }

    private static Forwarding forwarding(
            RouteSpec spec, List<RoutePredicate> conditions, List<GatewayFilter> chain, FastFilters compiled) {
        String why = spec.metadata().containsKey("path") ? "`metadata.path` says so" : compiled.whyNot();
        return why.isEmpty()
                ? fast(spec, named(conditions), compiled)
                : new FilterRoute(route(spec, chain), named(conditions), why);
    }

    private static FastRoute fast(RouteSpec spec, List<VariableSource> sources, FastFilters compiled) {
        return new FastRoute(
                compiled.requestSteps(),
                compiled.responseSteps(),
                compiled.retry(),
                compiled.maxBodyBytes(),
                millis(
                        spec,
                        RouteMetadataUtils.CONNECT_TIMEOUT_ATTR,
                        PoolLimits.defaults().connectTimeout()),
                millis(spec, RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, FastRoute.RESPONSE_TIMEOUT),
                head -> VariableSource.all(sources, head));
    }

    private static Duration millis(RouteSpec spec, String key, Duration otherwise) {
        Object value = spec.metadata().get(key);
        return value == null ? otherwise : Duration.ofMillis(Long.parseLong(value.toString()));
    }

    private static void checkMillis(RouteSpec spec, String key, List<SpecProblem> problems) {
        Object value = spec.metadata().get(key);
        if (value != null && !value.toString().matches("[1-9][0-9]{0,8}")) {
            problems.add(new SpecProblem(
                    "metadata." + key,
                    "`" + key + "` is not a number of milliseconds",
                    "write a whole number above 0"));
        }
    }

    private static Route route(RouteSpec spec, List<GatewayFilter> chain) {
        return Route.async()
                .id(spec.id())
                .uri(spec.uri())
                .order(spec.order())
                .metadata(spec.metadata())
                .metadata(CombinedFilters.KEY, new CombinedFilters())
                .predicate(exchange -> true)
                .filters(chain)
                .build();
    }

    private static String template(List<RoutePredicate> conditions) {
        String paths = conditions.stream()
                .filter(PathPredicate.class::isInstance)
                .map(condition -> ((PathPredicate) condition).template())
                .collect(Collectors.joining(" "));
        return paths.isEmpty() ? "/**" : paths;
    }

    private static List<VariableSource> named(List<RoutePredicate> conditions) {
        return conditions.stream()
                .filter(VariableSource.class::isInstance)
                .map(VariableSource.class::cast)
                .toList();
    }
}
