package dev.gatehouse.gateway.filters;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Sends the request to the upstream of its route, over that upstream's own connections. */
final class UpstreamRoutingFilter extends NettyRoutingFilter {

    UpstreamRoutingFilter(ObjectProvider<List<HttpHeadersFilter>> headersFilters, HttpClientProperties timeouts) {
        super(HttpClient.newConnection(), headersFilters, timeouts);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange web, GatewayFilterChain chain) {
        if (ServerWebExchangeUtils.isAlreadyRouted(web)) {
            return chain.filter(web);
        }
        return super.filter(web, chain)
                .contextWrite(context -> context.put(Attempt.class, Attempt.begin(WalkedExchange.require(web))));
    }

    @Override
    protected HttpClient getHttpClient(Route route, ServerWebExchange web) {
        return UpstreamCalls.client(WalkedExchange.require(web), route);
    }
}
