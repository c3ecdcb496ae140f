package dev.gatehouse.gateway.filters;

import dev.gatehouse.gateway.filters.compiled.BoundedPattern;
import dev.gatehouse.ingress.route.RoutePredicate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.handler.predicate.AfterRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.BeforeRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.BetweenRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.CookieRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.HeaderRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.HostRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.MethodRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.PathRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.QueryRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.RemoteAddrRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.RoutePredicateFactory;
import org.springframework.cloud.gateway.support.WeightConfig;
import org.springframework.http.HttpMethod;
import org.springframework.util.StringUtils;

/** Turns written predicates into conditions over a request's head. */
final class PredicateCompiler {
    private static final Set<String> METHODS =
            Stream.of(HttpMethod.values()).map(HttpMethod::name).collect(Collectors.toUnmodifiableSet());

    private final Map<String, RoutePredicateFactory<?>> factories = PredicateFactories.all();
    private final DefinitionBinder binder;

    PredicateCompiler(DefinitionBinder binder) {
        this.binder = binder;
    }

    /** The predicate, or nothing when problems were added. */
    Optional<RoutePredicate> compile(Definition definition, Site site, WeightGroups weights) {
        RoutePredicateFactory<?> factory = factories.get(definition.name());
        if (factory == null) {
            refuseName(definition.name(), site);
            return Optional.empty();
        }
        Set<String> optional = PredicateFactories.OPTIONAL.getOrDefault(definition.name(), Set.of());
        return binder.bind(factory, definition, optional, site).flatMap(config -> {
            try {
                return Optional.of(condition(config, weights));
            } catch (RuntimeException e) {
                site.problem("`" + definition.name() + "`: " + DefinitionBinder.lastReason(e), "");
                return Optional.empty();
            }
        });
    }

    /** The weight that a definition announces, if it is one. */
    Optional<WeightConfig> weight(Definition definition, Site site) {
        if (!definition.name().equals("Weight")) {
            return Optional.empty();
        }
        RoutePredicateFactory<?> factory = factories.get("Weight");
        if (factory == null) {
            return Optional.empty();
        }
        return binder.bind(factory, definition, Set.of(), site).map(WeightConfig.class::cast);
    }

    private void refuseName(String name, Site site) {
        String reason = PredicateFactories.UNAVAILABLE.get(name);
        if (reason == null) {
            site.problem("unknown predicate `" + name + "`", NearestName.help(name, "predicates", factories.keySet()));
        } else {
            site.problem("predicate `" + name + "` is not available", reason);
        }
    }

    private static RoutePredicate condition(Object bound, WeightGroups weights) {
        if (bound instanceof PathRoutePredicateFactory.Config config) {
            return PathPredicate.of(config.getPatterns());
        }
        if (bound instanceof HostRoutePredicateFactory.Config config) {
            return host(config.getPatterns());
        }
        if (bound instanceof MethodRoutePredicateFactory.Config config) {
            return methods(config.getMethods());
        }
        if (bound instanceof HeaderRoutePredicateFactory.Config config) {
            return new HeaderPredicate(given(config.getHeader()), pattern(config.getRegexp()));
        }
        if (bound instanceof QueryRoutePredicateFactory.Config config) {
            return new QueryPredicate(given(config.getParam()), pattern(config.getRegexp()));
        }
        if (bound instanceof CookieRoutePredicateFactory.Config config) {
            return new CookiePredicate(given(config.getName()), new BoundedPattern(given(config.getRegexp())));
        }
        if (bound instanceof RemoteAddrRoutePredicateFactory.Config config) {
            return AddressPredicate.of(config.getSources());
        }
        if (bound instanceof AfterRoutePredicateFactory.Config config) {
            return new TimePredicate(config.getDatetime(), null);
        }
        if (bound instanceof BeforeRoutePredicateFactory.Config config) {
            return new TimePredicate(null, config.getDatetime());
        }
        if (bound instanceof BetweenRoutePredicateFactory.Config config) {
            return between(config);
        }
        if (bound instanceof WeightConfig config) {
            return weight(config, weights);
        }
        throw new IllegalStateException("this predicate has no compiled form");
    }

    private static RoutePredicate host(List<String> patterns) {
        for (String pattern : patterns) {
            if (HostPredicate.namesPort(pattern)) {
                throw new IllegalArgumentException(
                        "`" + pattern + "`: hosts are compared without their port; leave it out");
            }
        }
        return new HostPredicate(patterns);
    }

    private static RoutePredicate methods(HttpMethod[] methods) {
        for (HttpMethod method : methods) {
            if (!METHODS.contains(method.name())) {
                throw new IllegalArgumentException("`" + method.name() + "` is no method that is served");
            }
        }
        return new MethodPredicate(Stream.of(methods).map(HttpMethod::name).collect(Collectors.toSet()));
    }

    private static RoutePredicate between(BetweenRoutePredicateFactory.Config config) {
        TimePredicate between = new TimePredicate(config.getDatetime1(), config.getDatetime2());
        if (between.after() == null
                || between.before() == null
                || !between.after().isBefore(between.before())) {
            throw new IllegalArgumentException("`datetime1` must be before `datetime2`");
        }
        return between;
    }

    private static RoutePredicate weight(WeightConfig config, WeightGroups weights) {
        if (config.getWeight() < 0 || weights.total(config.getGroup()) == 0) {
            throw new IllegalArgumentException(
                    "the weights of group `" + config.getGroup() + "` must not be negative and not all be 0");
        }
        return weights.take(config.getGroup(), config.getWeight());
    }

    private static String given(@Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException("an argument is missing");
        }
        return value;
    }

    private static @Nullable BoundedPattern pattern(@Nullable String regexp) {
        return StringUtils.hasText(regexp) ? new BoundedPattern(regexp) : null;
    }
}
