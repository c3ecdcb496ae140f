package dev.gatehouse.telemetry.fleet;

/**
 * What the application reads and writes.
 *
 * @param applicationId whose share of the work this process takes; processes with the same name divide it
 * @param windows the topic of the gateways' windows
 * @param minutes the topic of the fleet's minutes
 * @param replication of the topics that are made; -1 for the broker's own default
 */
public record FleetSettings(String applicationId, String windows, String minutes, short replication) {
    public static final String MINUTES = "gatehouse.signals.fleet.v1";
    public static final String APPLICATION = "gatehouse-fleet";
}
