package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.exchange.Exchange;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

/**
 * Sends the request to the endpoint that was chosen, over the connections of the fast path, on the client's own event
 * loop.
 *
 * <p>It stands where Spring Cloud Gateway's own would, which builds a client for each request and copies all headers six
 * times.
 */
final class UpstreamRoutingFilter implements GlobalFilter, Ordered {

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange web, GatewayFilterChain chain) {
        if (ServerWebExchangeUtils.isAlreadyRouted(web)) {
            return chain.filter(web);
        }
        ServerWebExchangeUtils.setAlreadyRouted(web);
        UpstreamCall last = UpstreamCall.of(web);
        if (last != null) {
            last.takeBack();
        }
        Exchange exchange = WalkedExchange.require(web);
        Route route = web.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        Connection client = ServerHttpRequestDecorator.getNativeRequest(web.getRequest());
        return new UpstreamCall(
                web, exchange, client.channel().eventLoop(), EndpointFilter.lease(web), CallTimes.of(route));
    }
}
