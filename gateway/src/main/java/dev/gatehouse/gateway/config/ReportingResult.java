package dev.gatehouse.gateway.config;

import java.util.List;
import java.util.Optional;

/** Where the events of some files go, or why that cannot be read. */
public record ReportingResult(Optional<GatewaySettings.Reporting> reporting, List<Problem> problems) {
    public ReportingResult {
        problems = List.copyOf(problems);
    }
}
