package dev.gatehouse.ingress.forward;

import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.upstream.Upstream;
import dev.gatehouse.ingress.upstream.UpstreamPools;

/** What a walked exchange has pinned; a request that was not walked never comes here. */
final class Pinned {
    private Pinned() {}

    static Upstream upstream(Exchange exchange) {
        Route route = exchange.route();
        if (route == null) {
            throw new IllegalStateException("a request that was not walked");
        }
        return route.upstream();
    }

    static UpstreamPools pools(Exchange exchange) {
        Snapshot snapshot = exchange.snapshot();
        if (snapshot == null) {
            throw new IllegalStateException("a request that was not walked");
        }
        return snapshot.clients().pools();
    }
}
