package dev.gatehouse.gateway.wiring;

import dev.gatehouse.gateway.config.GatewaySettings.Reporting;
import dev.gatehouse.telemetry.TelemetrySettings;
import dev.gatehouse.telemetry.publish.TopicLayout;
import dev.gatehouse.telemetry.spool.SpoolSettings;
import java.time.Duration;

/** From what the operator wrote to what the pipeline wants to know. */
final class TelemetrySetup {
    private static final Duration FLUSH = Duration.ofSeconds(5);

    private TelemetrySetup() {}

    static TelemetrySettings of(Reporting reporting) {
        return new TelemetrySettings(
                String.join(",", reporting.bootstrap()),
                reporting.gatewayId(),
                reporting.properties(),
                reporting.ringSlots(),
                reporting.window(),
                TopicLayout.of(reporting.partitions(), reporting.replication(), reporting.minInsyncReplicas()),
                reporting.allowSampleRate(),
                spool(reporting.spool()),
                reporting.format(),
                reporting.tracing().orElse(null));
    }

    private static SpoolSettings spool(Reporting.Spooling written) {
        return new SpoolSettings(
                written.directory().orElse(null), written.budget(), written.syncEvery(), written.syncBytes());
    }

    /** How long a stop waits for the brokers and the collector to take what is left. */
    static Duration flush(Reporting reporting) {
        return reporting.bootstrap().isEmpty() && reporting.tracing().isEmpty() ? Duration.ZERO : FLUSH;
    }
}
