package dev.gatehouse.gateway.wiring;

import dev.gatehouse.gateway.config.GatewaySettings.Reporting;
import dev.gatehouse.telemetry.TelemetrySettings;
import dev.gatehouse.telemetry.publish.TopicLayout;
import java.time.Duration;

/**
 * From what the operator wrote to what the pipeline wants to know.
 *
 * <p>A gateway without brokers measures all the same: its events wait for a broker on a port where there is
 * none, and are counted as lost.
 */
final class TelemetrySetup {
    private static final String NO_BROKER = "127.0.0.1:9";
    private static final Duration FLUSH = Duration.ofSeconds(5);

    private TelemetrySetup() {}

    static TelemetrySettings of(Reporting reporting) {
        return new TelemetrySettings(
                reporting.bootstrap().isEmpty() ? NO_BROKER : String.join(",", reporting.bootstrap()),
                reporting.gatewayId(),
                reporting.properties(),
                reporting.ringSlots(),
                reporting.queueRecords(),
                reporting.window(),
                TopicLayout.of(reporting.partitions(), reporting.replication()),
                reporting.allowSampleRate());
    }

    /** How long a stop waits for the brokers to take what is left. */
    static Duration flush(Reporting reporting) {
        return reporting.bootstrap().isEmpty() ? Duration.ZERO : FLUSH;
    }
}
