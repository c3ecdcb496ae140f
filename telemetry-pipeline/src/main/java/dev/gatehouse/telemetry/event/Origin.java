package dev.gatehouse.telemetry.event;

/**
 * Which gateway, and which start of it, an event comes from.
 *
 * @param gatewayId the name that the configuration gives this gateway
 * @param bootId a UUID of this start; sequence numbers begin again with each
 */
public record Origin(String gatewayId, String bootId) {}
