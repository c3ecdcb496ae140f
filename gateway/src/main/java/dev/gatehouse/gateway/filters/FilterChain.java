package dev.gatehouse.gateway.filters;

import java.util.List;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * The filter path: takes a walked request through the filters of its route, to its backend and back.
 *
 * <p>Of Spring Cloud Gateway's filters for every route only those that carry requests are here: endpoint,
 * WebSocket, HTTP, and the writing of the response.
 */
public final class FilterChain implements WebHandler {
    private final PinnedFilters filters;
    private final PinnedRoute route = new PinnedRoute();

    public FilterChain() {
        List<GlobalFilter> everyRoute = List.of(
                new UpstreamWriteFilter(),
                new EndpointFilter(),
                new UpstreamWebSocketFilter(
                        new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy()), new HeadersFilters()),
                new UpstreamRoutingFilter());
        filters = new PinnedFilters(everyRoute);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange web) {
        UpstreamRequest.remember(web);
        route.pin(web);
        return filters.handle(web);
    }

    /** Requests that came without having been walked, and were refused; anything but 0 is a fault of ours. */
    public long unwalked() {
        return route.unwalked();
    }
}
