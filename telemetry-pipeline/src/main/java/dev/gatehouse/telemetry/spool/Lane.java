package dev.gatehouse.telemetry.spool;

/**
 * One partition of one topic: what numbers are dense in.
 *
 * @param topic the topic's number on disk
 * @param partition the partition
 */
public record Lane(int topic, int partition) {}
