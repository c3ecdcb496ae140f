package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.exchange.Exchange;
import dev.gatehouse.ingress.route.Forwarding;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.upstream.Upstream;
import java.util.List;
import java.util.Map;
import org.springframework.cloud.gateway.route.Route;

/**
 * How the filter path forwards a route: Spring Cloud Gateway's own route with its filters bound, and the
 * patterns that give the filters their variables, such as {@code {segment}}.
 */
public final class FilterRoute implements Forwarding {
    private final Route route;
    private final List<VariableSource> sources;
    private final String why;

    /** The last says why the route does not take the fast path. */
    FilterRoute(Route route, List<VariableSource> sources, String why) {
        this.route = route;
        this.sources = List.copyOf(sources);
        this.why = why;
    }

    Route route() {
        return route;
    }

    /** The upstream of the route that this exchange has pinned. */
    static Upstream upstream(Exchange exchange) {
        dev.gatehouse.ingress.route.Route pinned = exchange.route();
        if (pinned == null) {
            throw new UnwalkedRequestException();
        }
        return pinned.upstream();
    }

    /** The generation that this exchange has pinned. */
    static Snapshot snapshot(Exchange exchange) {
        Snapshot pinned = exchange.snapshot();
        if (pinned == null) {
            throw new UnwalkedRequestException();
        }
        return pinned;
    }

    /** What the named parts of the path and host patterns stand for in this request. */
    Map<String, String> variables(RequestHead head) {
        return VariableSource.all(sources, head);
    }

    @Override
    public String describe() {
        return "filter path: " + why;
    }

    @Override
    public String toString() {
        return "filter path of " + route.getId();
    }
}
