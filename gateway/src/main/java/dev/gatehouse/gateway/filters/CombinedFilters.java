package dev.gatehouse.gateway.filters;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.route.Route;

/**
 * The filters of one route together with those of every route, sorted and linked once.
 *
 * <p>It lives in the metadata of its route, so that it goes when the generation of the route goes; Spring
 * Cloud Gateway's own cache would keep the routes of every generation.
 */
final class CombinedFilters {
    static final String KEY = CombinedFilters.class.getName();

    private volatile @Nullable FilterLink first;

    static FilterLink of(Route route, Function<Route, List<GatewayFilter>> sort) {
        return route.getMetadata().get(KEY) instanceof CombinedFilters kept
                ? kept.get(route, sort)
                : FilterLink.of(sort.apply(route));
    }

    private FilterLink get(Route route, Function<Route, List<GatewayFilter>> sort) {
        FilterLink known = first;
        if (known == null) {
            // Two loops may both sort, and find the same.
            known = FilterLink.of(sort.apply(route));
            first = known;
        }
        return known;
    }
}
