package dev.gatehouse.gateway.filters;

import dev.gatehouse.gateway.filters.compiled.FastFilters;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.filter.factory.GatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory.RetryConfig;
import org.springframework.cloud.gateway.support.HasRouteId;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;

/** Turns written filters into Spring Cloud Gateway's own. */
final class FilterCompiler {
    private static final Set<HttpMethod> WITHOUT_BODY =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.DELETE, HttpMethod.TRACE);

    private final Map<String, GatewayFilterFactory<?>> factories = FilterFactories.all();
    private final DefinitionBinder binder;

    FilterCompiler(DefinitionBinder binder) {
        this.binder = binder;
    }

    /**
     * The filter in its place among the route's filters, or nothing when problems were added; its compiled form, or that
     * it has none, is told to {@code fast}.
     */
    Optional<GatewayFilter> compile(String routeId, Definition definition, int place, Site site, FastFilters fast) {
        GatewayFilterFactory<?> factory = factories.get(definition.name());
        if (factory == null) {
            refuseName(definition.name(), site);
            return Optional.empty();
        }
        return compile(factory, routeId, definition, site, fast)
                .map(filter -> filter instanceof Ordered ? filter : new OrderedGatewayFilter(filter, place + 1));
    }

    private <T> Optional<GatewayFilter> compile(
            GatewayFilterFactory<T> factory, String routeId, Definition definition, Site site, FastFilters fast) {
        Set<String> optional = FilterFactories.OPTIONAL.getOrDefault(definition.name(), Set.of());
        return binder.bind(factory, definition, optional, site).flatMap(config -> {
            if (config instanceof HasRouteId named) {
                named.setRouteId(routeId);
            }
            if (config instanceof RetryConfig retry && !WITHOUT_BODY.containsAll(retry.getMethods())) {
                site.problem(
                        "`Retry`: only methods without a body can be tried again, for bodies are not kept",
                        "leave `methods` out, or name some of `GET`, `HEAD`, `OPTIONS`, `DELETE`");
                return Optional.empty();
            }
            try {
                GatewayFilter filter = factory.apply(config);
                fast.add(definition.name(), definition.arguments().isEmpty(), config);
                return Optional.of(filter);
            } catch (RuntimeException e) {
                site.problem("`" + definition.name() + "`: " + DefinitionBinder.lastReason(e), "");
                return Optional.empty();
            }
        });
    }

    private void refuseName(String name, Site site) {
        String reason = FilterFactories.UNAVAILABLE.get(name);
        if (reason == null) {
            site.problem("unknown filter `" + name + "`", NearestName.help(name, "filters", factories.keySet()));
        } else {
            site.problem("filter `" + name + "` is not available", reason);
        }
    }
}
