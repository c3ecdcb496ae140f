package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.upstream.Endpoint;
import dev.gatehouse.ingress.upstream.Lease;
import java.net.URI;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Chooses the endpoint that a request goes to, for {@code lb://NAME} and for plain addresses alike, and
 * makes the URL of it. A retry passes here again and may get another endpoint.
 */
final class EndpointFilter implements GlobalFilter, Ordered {
    private static final String LEASE = EndpointFilter.class.getName() + ".lease";

    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange web, GatewayFilterChain chain) {
        Exchange exchange = WalkedExchange.require(web);
        release(web);
        Lease lease = FilterRoute.upstream(exchange).choose();
        web.getAttributes().put(LEASE, lease);
        exchange.upstreamChosen(lease);
        web.getAttributes()
                .put(
                        ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR,
                        target(lease.endpoint(), web.getRequest().getURI()));
        return chain.filter(web);
    }

    /** The place that was taken last. */
    static Lease lease(ServerWebExchange web) {
        return web.getRequiredAttribute(LEASE);
    }

    /** Gives the endpoint back, if one was taken: the request has ended, or is tried anew. */
    static void release(ServerWebExchange web) {
        if (web.getAttributes().remove(LEASE) instanceof Lease lease) {
            lease.release();
        }
    }

    private static URI target(Endpoint endpoint, URI asked) {
        String host = endpoint.host().indexOf(':') >= 0 ? '[' + endpoint.host() + ']' : endpoint.host();
        String query = asked.getRawQuery() == null ? "" : '?' + asked.getRawQuery();
        return URI.create(endpoint.scheme() + "://" + host + ':' + endpoint.port() + asked.getRawPath() + query);
    }
}
