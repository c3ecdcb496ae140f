package dev.gatehouse.gateway.telemetry;

import dev.gatehouse.telemetry.signals.CurrentRequest;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/** Lets Prometheus' client attach a trace id to some of the numbers it is given: those of the request being counted. */
public final class TraceExemplars implements SpanContext {
    private final CurrentRequest current;

    private TraceExemplars(CurrentRequest current) {
        this.current = current;
    }

    /** A registry whose numbers carry examples. */
    public static PrometheusMeterRegistry registry(CurrentRequest current) {
        return new PrometheusMeterRegistry(
                PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, new TraceExemplars(current));
    }

    @Override
    public @Nullable String getCurrentTraceId() {
        return current.traceId();
    }

    @Override
    public @Nullable String getCurrentSpanId() {
        return current.spanId();
    }

    /** Every request can be looked up by its trace id, in its event at least. */
    @Override
    public boolean isCurrentSpanSampled() {
        return true;
    }

    @Override
    public void markCurrentSpanAsExemplar() {
        // Which requests are kept is decided elsewhere, before they are counted.
    }
}
