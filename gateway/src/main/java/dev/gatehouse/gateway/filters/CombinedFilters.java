package dev.gatehouse.gateway.filters;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.Route;

/**
 * The filters of one route together with those of every route, sorted once.
 *
 * <p>It lives in the metadata of its route, so that it goes when the generation of the route goes; Spring
 * Cloud Gateway's own cache would keep the routes of every generation.
 */
final class CombinedFilters {
    static final String KEY = CombinedFilters.class.getName();

    private volatile @Nullable List<GatewayFilter> sorted;

    static List<GatewayFilter> of(Route route, Function<Route, List<GatewayFilter>> sort) {
        return route.getMetadata().get(KEY) instanceof CombinedFilters kept ? kept.get(route, sort) : sort.apply(route);
    }

    private List<GatewayFilter> get(Route route, Function<Route, List<GatewayFilter>> sort) {
        List<GatewayFilter> known = sorted;
        if (known == null) {
            // Two loops may both sort, and find the same.
            known = List.copyOf(sort.apply(route));
            sorted = known;
        }
        return known;
    }
}
