package dev.gatehouse.telemetry.trace;

import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;

/** OpenTelemetry's own exporters, each with a deadline and a bounded number of tries. */
final class Exporters {
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final String TRACES = "/v1/traces";
    private static final RetryPolicy RETRIES = RetryPolicy.builder()
            .setMaxAttempts(3)
            .setInitialBackoff(Duration.ofMillis(500))
            .setMaxBackoff(Duration.ofSeconds(2))
            .setBackoffMultiplier(2)
            .build();

    private Exporters() {}

    static SpanExporter of(TraceSettings settings) {
        return switch (settings.protocol()) {
            case HTTP_PROTOBUF ->
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(tracesOf(settings.endpoint().toString()))
                        .setHeaders(settings::headers)
                        .setTimeout(DEADLINE)
                        .setConnectTimeout(DEADLINE)
                        .setCompression("gzip")
                        .setRetryPolicy(RETRIES)
                        .setMeterProvider(MeterProvider.noop())
                        .build();
            case GRPC ->
                OtlpGrpcSpanExporter.builder()
                        .setEndpoint(settings.endpoint().toString())
                        .setHeaders(settings::headers)
                        .setTimeout(DEADLINE)
                        .setConnectTimeout(DEADLINE)
                        .setRetryPolicy(RETRIES)
                        .setMeterProvider(MeterProvider.noop())
                        .build();
        };
    }

    /** The path that OTLP gives to traces below the collector's base address, unless it is there. */
    private static String tracesOf(String endpoint) {
        String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        return base.endsWith(TRACES) ? base : base + TRACES;
    }
}
