package dev.gatehouse.gateway.filters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.webflux.autoconfigure.WebFluxProperties;
import org.springframework.cloud.gateway.handler.predicate.AfterRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.BeforeRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.BetweenRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.CookieRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.HeaderRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.HostRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.MethodRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.PathRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.QueryRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.RemoteAddrRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.RoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.WeightRoutePredicateFactory;

/**
 * The predicates that a route may use. Spring Cloud Gateway's factories read the arguments; the conditions
 * themselves are ours, because the door matches before anything of Spring sees the request.
 */
final class PredicateFactories {

    /** Predicates of Spring Cloud Gateway that this gateway does not offer, and why. */
    static final Map<String, String> UNAVAILABLE = Map.of(
            "CloudFoundryRouteService", "this gateway does not run behind Cloud Foundry's router",
            "ReadBody", "a request is matched and judged before its body is read",
            "Version", "this gateway has no API version strategy; use `Header` or `Query`",
            "XForwardedRemoteAddr", "`RemoteAddr` already sees the client behind the trusted proxies");

    /** Arguments that have a place in the short form and may yet be left out. */
    static final Map<String, Set<String>> OPTIONAL =
            Map.of("Header", Set.of("regexp"), "Query", Set.of("regexp", "predicate"));

    private PredicateFactories() {}

    static Map<String, RoutePredicateFactory<?>> all() {
        Map<String, RoutePredicateFactory<?>> all = new LinkedHashMap<>();
        all.put("After", new AfterRoutePredicateFactory());
        all.put("Before", new BeforeRoutePredicateFactory());
        all.put("Between", new BetweenRoutePredicateFactory());
        all.put("Cookie", new CookieRoutePredicateFactory());
        all.put("Header", new HeaderRoutePredicateFactory());
        all.put("Host", new HostRoutePredicateFactory());
        all.put("Method", new MethodRoutePredicateFactory());
        all.put("Path", new PathRoutePredicateFactory(new WebFluxProperties()));
        all.put("Query", new QueryRoutePredicateFactory());
        all.put("RemoteAddr", new RemoteAddrRoutePredicateFactory());
        all.put("Weight", new WeightRoutePredicateFactory());
        return all;
    }
}
