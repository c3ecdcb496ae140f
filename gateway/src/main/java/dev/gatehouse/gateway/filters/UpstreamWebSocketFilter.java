package dev.gatehouse.gateway.filters;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.WebsocketRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Carries a WebSocket to the upstream of its route, over a connection that proves the same identity as any
 * other of that upstream.
 *
 * <p>Spring Cloud Gateway's filter knows one client for all routes, so one is made for each upgrade; it is
 * a light thing beside the handshake.
 */
final class UpstreamWebSocketFilter implements GlobalFilter, Ordered {
    private final WebSocketService webSockets;
    private final ObjectProvider<List<HttpHeadersFilter>> headersFilters;

    UpstreamWebSocketFilter(WebSocketService webSockets, ObjectProvider<List<HttpHeadersFilter>> headersFilters) {
        this.webSockets = webSockets;
        this.headersFilters = headersFilters;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange web, GatewayFilterChain chain) {
        if (!"websocket".equalsIgnoreCase(web.getRequest().getHeaders().getUpgrade())
                || ServerWebExchangeUtils.isAlreadyRouted(web)) {
            return chain.filter(web);
        }
        Attempt attempt = Attempt.begin(WalkedExchange.require(web));
        Route route = web.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        HttpClient client = UpstreamCalls.client(attempt.exchange(), route);
        return new WebsocketRoutingFilter(new ReactorNettyWebSocketClient(client), webSockets, headersFilters)
                .filter(web, chain)
                .contextWrite(context -> context.put(Attempt.class, attempt));
    }
}
