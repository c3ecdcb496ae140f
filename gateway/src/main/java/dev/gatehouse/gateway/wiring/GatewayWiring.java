package dev.gatehouse.gateway.wiring;

import dev.gatehouse.gateway.admin.AboutGateway;
import dev.gatehouse.gateway.error.FilterPathFailures;
import dev.gatehouse.gateway.filters.FilterChain;
import dev.gatehouse.gateway.filters.FilterPathHandler;
import dev.gatehouse.ingress.exchange.ProblemBody;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.info.InfoEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.boot.reactor.netty.autoconfigure.actuate.web.server.NettyReactiveManagementContextAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;

/**
 * The only Spring configuration.
 *
 * <p>What Boot and Spring Cloud Gateway would configure by themselves is left out, save the management port:
 * routes, clients, filters and the listener are ours, and each of them would also be looked for, at start-up,
 * where an outsider might have put it.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ApplicationAvailabilityAutoConfiguration.class,
    AvailabilityProbesAutoConfiguration.class,
    EndpointAutoConfiguration.class,
    HealthContributorAutoConfiguration.class,
    HealthContributorRegistryAutoConfiguration.class,
    HealthEndpointAutoConfiguration.class,
    InfoEndpointAutoConfiguration.class,
    JacksonEndpointAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    NettyReactiveManagementContextAutoConfiguration.class,
    WebEndpointAutoConfiguration.class
})
class GatewayWiring {

    @Bean
    DoorServerFactory doorServerFactory(DoorServerFactory.Opening opening) {
        return new DoorServerFactory(opening);
    }

    @Bean
    FilterChain filterChain() {
        return new FilterChain();
    }

    @Bean
    HttpHandler filterPath(FilterChain filters, ProblemBody problems) {
        return new FilterPathHandler(filters, new FilterPathFailures(problems));
    }

    @Bean
    PrometheusScrapeEndpoint prometheusScrapeEndpoint(PrometheusMeterRegistry registry) {
        return new PrometheusScrapeEndpoint(registry.getPrometheusRegistry(), null);
    }

    @Bean
    AboutGateway aboutGateway(AboutGateway.Facts facts) {
        return new AboutGateway(facts);
    }
}
