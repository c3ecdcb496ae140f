package dev.gatehouse.gateway.telemetry;

import dev.gatehouse.gateway.filters.FilterChain;
import dev.gatehouse.ingress.listener.IngressServer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** The gauges and counters of the door, beside those that telemetry derives from the events. */
public final class DoorMeters implements AutoCloseable {
    static final String CONNECTIONS = "gatehouse.connections";
    static final String IN_FLIGHT = "gatehouse.requests.in.flight";
    static final String CONNECTIONS_REFUSED = "gatehouse.connections.refused";
    static final String TURNED_AWAY = "gatehouse.requests.turned.away";
    static final String UNHEARD = "gatehouse.exchanges.unheard";
    static final String UNWALKED = "gatehouse.requests.unwalked";
    static final String GENERATION = "gatehouse.config.generation";

    private final JvmGcMetrics collections = new JvmGcMetrics();

    public DoorMeters(MeterRegistry registry, IngressServer server, FilterChain filters, long generation) {
        Gauge.builder(CONNECTIONS, server, IngressServer::connections)
                .description("connections open now")
                .register(registry);
        Gauge.builder(IN_FLIGHT, server, IngressServer::inFlight)
                .description("requests being served now")
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
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    @Override
    public void close() {
        collections.close();
    }
}
