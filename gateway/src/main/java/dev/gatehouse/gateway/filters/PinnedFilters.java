package dev.gatehouse.gateway.filters;

import java.util.List;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Runs the filters of the pinned route, and gives the endpoint back when they are through. */
final class PinnedFilters extends FilteringWebHandler {

    PinnedFilters(List<GlobalFilter> globalFilters) {
        super(globalFilters, false);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange web) {
        return super.handle(web).doFinally(signal -> EndpointFilter.release(web));
    }

    @Override
    protected List<GatewayFilter> getCombinedFilters(Route route) {
        return CombinedFilters.of(route, this::getAllFilters);
    }
}
