package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.policy.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.Connection;

/** Finds the exchange that the door walked, from Spring's view of the same request. */
public final class WalkedExchange {
    private static final String ATTRIBUTE = WalkedExchange.class.getName();

    private WalkedExchange() {}

    /** The exchange, or null for a request that no door of ours let in. */
    public static @Nullable Exchange of(ServerWebExchange web) {
        Exchange known = web.getAttribute(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        Object request = ServerHttpRequestDecorator.getNativeRequest(web.getRequest());
        Exchange found = request instanceof Connection connection ? Exchange.of(connection.channel()) : null;
        if (found != null) {
            // Kept, because an HTTP/1.1 channel carries the next request as soon as this one is answered.
            web.getAttributes().put(ATTRIBUTE, found);
        }
        return found;
    }

    /** The exchange; only for what runs behind {@link PinnedRoute}. */
    static Exchange require(ServerWebExchange web) {
        Exchange exchange = of(web);
        if (exchange == null) {
            throw new UnwalkedRequestException();
        }
        return exchange;
    }

    /** Whether the door finished its walk and let the request through. */
    static boolean mayPass(Exchange exchange) {
        Decision decision = exchange.decision();
        return decision != null && decision.letsThrough() && exchange.refusal() == null && !exchange.isOver();
    }
}
