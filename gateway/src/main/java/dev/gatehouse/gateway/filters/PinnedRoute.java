package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.exchange.Exchange;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds no route by itself: takes the one that the door matched and the policy judged.
 *
 * <p>Looking it up again could find another one, for the generation may have changed in between. A request
 * without a walked exchange is refused and counted. Spring's answers to preflight requests are left out: whether they
 * are allowed is the backend's word.
 */
final class PinnedRoute {
    private final LongAdder unwalked = new LongAdder();

    /** Puts the route where the filters look for it. */
    void pin(ServerWebExchange web) {
        Exchange exchange = WalkedExchange.of(web);
        if (exchange == null
                || exchange.head() == null
                || exchange.route() == null
                || !WalkedExchange.mayPass(exchange)
                || !(exchange.route().forwarding() instanceof FilterRoute pinned)) {
            unwalked.increment();
            throw new UnwalkedRequestException();
        }
        web.getAttributes().put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, pinned.route());
        Map<String, String> variables = pinned.variables(exchange.head());
        if (!variables.isEmpty()) {
            ServerWebExchangeUtils.putUriTemplateVariables(web, variables);
        }
    }

    long unwalked() {
        return unwalked.sum();
    }
}
