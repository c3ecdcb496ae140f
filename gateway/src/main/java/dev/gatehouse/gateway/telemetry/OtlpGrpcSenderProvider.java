package dev.gatehouse.gateway.telemetry;

import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;

/** How OpenTelemetry's exporter finds our sender: it is named in {@code META-INF/services}. */
public final class OtlpGrpcSenderProvider implements GrpcSenderProvider {
    @Override
    public GrpcSender createSender(GrpcSenderConfig config) {
        return new OtlpGrpcSender(config);
    }
}
