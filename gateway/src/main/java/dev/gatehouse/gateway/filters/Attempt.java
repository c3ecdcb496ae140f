package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.exchange.Exchange;

/** One request to a backend, and when it began to wait for a connection. */
record Attempt(Exchange exchange, String expectedIdentity, long startedNanos) {

    static Attempt begin(Exchange exchange) {
        exchange.attempt();
        String expected =
                FilterRoute.upstream(exchange).identity().map(Object::toString).orElse("");
        return new Attempt(exchange, expected, System.nanoTime());
    }
}
