package dev.gatehouse.gateway.wiring;

import dev.gatehouse.gateway.config.GatewaySettings.Reporting;
import dev.gatehouse.telemetry.TelemetrySettings;
import dev.gatehouse.telemetry.publish.TopicLayout;

/** From what the operator wrote to what the pipeline wants to know. */
final class TelemetrySetup {
    private TelemetrySetup() {}

    static TelemetrySettings of(Reporting reporting) {
        return new TelemetrySettings(
                String.join(",", reporting.bootstrap()),
                reporting.gatewayId(),
                reporting.properties(),
                reporting.ringSlots(),
                reporting.queueRecords(),
                reporting.window(),
                TopicLayout.of(reporting.partitions(), reporting.replication()),
                reporting.allowSampleRate());
    }
}
