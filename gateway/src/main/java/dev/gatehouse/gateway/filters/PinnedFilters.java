package dev.gatehouse.gateway.filters;

import java.util.List;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Runs the filters of the pinned route, and lets go of connection and endpoint when they are through. */
final class PinnedFilters extends FilteringWebHandler {

    PinnedFilters(List<GlobalFilter> globalFilters) {
        super(globalFilters, false);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange web) {
        Route route = web.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        return CombinedFilters.of(route, this::getAllFilters).filter(web).doFinally(signal -> release(web));
    }

    private static void release(ServerWebExchange web) {
        UpstreamCall call = UpstreamCall.of(web);
        if (call != null) {
            call.end();
        }
        EndpointFilter.release(web);
    }
}
