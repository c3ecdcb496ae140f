package dev.gatehouse.telemetry.spool;

/**
 * Who wrote a segment.
 *
 * @param gatewayId the gateway
 * @param bootId its start
 */
public record Writer(String gatewayId, String bootId) {}
