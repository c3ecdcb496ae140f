package dev.gatehouse.gateway.filters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.cloud.gateway.filter.factory.AddRequestHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.AddRequestHeadersIfNotPresentGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.AddRequestParameterGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.AddResponseHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.DedupeResponseHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.GatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.MapRequestHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.PrefixPathGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.PreserveHostHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RedirectToGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RemoveRequestHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RemoveRequestParameterGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RemoveResponseHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RewriteLocationResponseHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RewritePathGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RewriteRequestParameterGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RewriteResponseHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.SecureHeadersGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.SecureHeadersProperties;
import org.springframework.cloud.gateway.filter.factory.SetPathGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.SetRequestHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.SetRequestHostHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.SetResponseHeaderGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.SetStatusGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.StripPrefixGatewayFilterFactory;

/** The filters that a route may use: Spring Cloud Gateway's own, made by hand, and why others are not there. */
final class FilterFactories {
    private static final String WHOLE_BODY = "it would hold whole bodies in memory";
    private static final String OTHER_TARGET =
            "it would send the request to a host whose identity the route does not name";
    private static final String NO_LOGIN = "this gateway keeps no sessions and no logins";

    /** Filters of Spring Cloud Gateway that this gateway does not offer, and why. */
    static final Map<String, String> UNAVAILABLE = Map.ofEntries(
            Map.entry("CacheRequestBody", WHOLE_BODY),
            Map.entry("CircuitBreaker", "this gateway has no circuit breaker of that kind"),
            Map.entry("FallbackHeaders", "it belongs to `CircuitBreaker`"),
            Map.entry("JsonToGrpc", "it would let a route file load code and files"),
            Map.entry("LocalResponseCache", WHOLE_BODY),
            Map.entry("ModifyRequestBody", "it needs Java code, which a route file cannot hold"),
            Map.entry("ModifyResponseBody", "it needs Java code, which a route file cannot hold"),
            Map.entry("RemoveJsonAttributesResponseBody", WHOLE_BODY),
            Map.entry("RequestHeaderToRequestUri", OTHER_TARGET),
            Map.entry("RequestRateLimiter", "it needs Redis; limits stand under `gateway.limits`"),
            Map.entry("SaveSession", NO_LOGIN),
            Map.entry("SetRequestUri", OTHER_TARGET),
            Map.entry("TokenRelay", NO_LOGIN));

    /** Arguments that have a place in the short form and may yet be left out. */
    static final Map<String, Set<String>> OPTIONAL = Map.of(
            "Retry", Set.of("statuses", "methods", "timeout"),
            "RewriteLocationResponseHeader", Set.of("hostValue"));

    private FilterFactories() {}

    static Map<String, GatewayFilterFactory<?>> all() {
        Map<String, GatewayFilterFactory<?>> all = new LinkedHashMap<>();
        all.put("AddRequestHeader", new AddRequestHeaderGatewayFilterFactory());
        all.put("AddRequestHeadersIfNotPresent", new AddRequestHeadersIfNotPresentGatewayFilterFactory());
        all.put("AddRequestParameter", new AddRequestParameterGatewayFilterFactory());
        all.put("AddResponseHeader", new AddResponseHeaderGatewayFilterFactory());
        all.put("DedupeResponseHeader", new DedupeResponseHeaderGatewayFilterFactory());
        all.put("MapRequestHeader", new MapRequestHeaderGatewayFilterFactory());
        all.put("PrefixPath", new PrefixPathGatewayFilterFactory());
        all.put("PreserveHostHeader", new PreserveHostHeaderGatewayFilterFactory());
        all.put("RedirectTo", new RedirectToGatewayFilterFactory());
        all.put("RemoveRequestHeader", new RemoveRequestHeaderGatewayFilterFactory());
        all.put("RemoveRequestParameter", new RemoveRequestParameterGatewayFilterFactory());
        all.put("RemoveResponseHeader", new RemoveResponseHeaderGatewayFilterFactory());
        all.put("RequestHeaderSize", new HeaderSizeRefusal());
        all.put("RequestSize", new CountedRequestSize());
        all.put("Retry", new RetryGatewayFilterFactory());
        all.put("RewriteLocationResponseHeader", new RewriteLocationResponseHeaderGatewayFilterFactory());
        all.put("RewritePath", new RewritePathGatewayFilterFactory());
        all.put("RewriteRequestParameter", new RewriteRequestParameterGatewayFilterFactory());
        all.put("RewriteResponseHeader", new RewriteResponseHeaderGatewayFilterFactory());
        all.put("SecureHeaders", new SecureHeadersGatewayFilterFactory(new SecureHeadersProperties()));
        all.put("SetPath", new SetPathGatewayFilterFactory());
        all.put("SetRequestHeader", new SetRequestHeaderGatewayFilterFactory());
        all.put("SetRequestHostHeader", new SetRequestHostHeaderGatewayFilterFactory());
        all.put("SetResponseHeader", new SetResponseHeaderGatewayFilterFactory());
        all.put("SetStatus", new SetStatusGatewayFilterFactory());
        all.put("StripPrefix", new StripPrefixGatewayFilterFactory());
        return all;
    }
}
