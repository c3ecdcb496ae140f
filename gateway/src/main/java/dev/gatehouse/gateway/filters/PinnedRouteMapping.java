package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.exchange.Exchange;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds no route by itself: takes the one that the door matched and the policy judged.
 *
 * <p>Looking it up again could find another one, for the generation may have changed in between. A request
 * without a walked exchange is refused and counted.
 */
final class PinnedRouteMapping extends RoutePredicateHandlerMapping {
    private final LongAdder unwalked = new LongAdder();

    PinnedRouteMapping(FilteringWebHandler filters, Environment environment) {
        super(filters, Flux::empty, new GlobalCorsProperties(), environment);
    }

    /** Leaves out Spring's answers to preflight requests: whether they are allowed is the backend's word. */
    @Override
    public Mono<Object> getHandler(ServerWebExchange web) {
        return getHandlerInternal(web).cast(Object.class);
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange web) {
        Exchange exchange = WalkedExchange.of(web);
        if (exchange == null
                || exchange.head() == null
                || exchange.route() == null
                || !WalkedExchange.mayPass(exchange)
                || !(exchange.route().forwarding() instanceof FilterRoute pinned)) {
            unwalked.increment();
            return Mono.error(new UnwalkedRequestException());
        }
        Map<String, String> variables = pinned.variables(exchange.head());
        if (!variables.isEmpty()) {
            ServerWebExchangeUtils.putUriTemplateVariables(web, variables);
        }
        return Mono.just(pinned.route());
    }

    long unwalked() {
        return unwalked.sum();
    }
}
