package dev.gatehouse.gateway.telemetry;

import dev.gatehouse.gateway.filters.FilterChain;
import dev.gatehouse.ingress.listener.IngressServer;
import dev.gatehouse.ingress.upstream.UpstreamClients;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The gauges and counters of the door, beside those that telemetry derives from the events. */
public final class DoorMeters {
    static final String CONNECTIONS = "gatehouse.connections";
    static final String ACTIVE = "http.server.active.requests";
    static final String CLIENT_CONNECTIONS = "http.client.open.connections";
    static final String CONNECTIONS_REFUSED = "gatehouse.connections.refused";
    static final String TURNED_AWAY = "gatehouse.requests.turned.away";
    static final String UNHEARD = "gatehouse.exchanges.unheard";
    static final String UNWALKED = "gatehouse.requests.unwalked";
    static final String GENERATION = "gatehouse.config.generation";

    private DoorMeters() {}

    public static void register(
            MeterRegistry registry,
            IngressServer server,
            UpstreamClients clients,
            FilterChain filters,
            long generation) {
        Gauge.builder(CONNECTIONS, server, IngressServer::connections)
                .description("connections open now")
                .register(registry);
        Gauge.builder(ACTIVE, server, IngressServer::inFlight)
                .description("requests being served now")
                .register(registry);
        Gauge.builder(CLIENT_CONNECTIONS, clients, UpstreamClients::activeConnections)
                .description("connections to backends")
                .tag("http.connection.state", "active")
                .register(registry);
        Gauge.builder(CLIENT_CONNECTIONS, clients, UpstreamClients::idleConnections)
                .description("connections to backends")
                .tag("http.connection.state", "idle")
                .register(registry);
        FunctionCounter.builder(CONNECTIONS_REFUSED, server, IngressServer::connectionsRefused)
                .description("connections closed on arrival because a cap was reached")
                .register(registry);
        FunctionCounter.builder(TURNED_AWAY, server, IngressServer::requestsTurnedAway)
                .description("requests refused because a limit was reached")
                .register(registry);
        FunctionCounter.builder(UNHEARD, server, IngressServer::unheardEnds)
                .description("ends of requests that telemetry failed to take")
                .register(registry);
        FunctionCounter.builder(UNWALKED, filters, FilterChain::unwalked)
                .description("requests that reached the filters without having been walked, and were refused")
                .register(registry);
        Gauge.builder(GENERATION, () -> generation)
                .description("the configuration that is served")
                .register(registry);
    }
}
