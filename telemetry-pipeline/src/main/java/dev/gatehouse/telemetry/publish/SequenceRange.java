package dev.gatehouse.telemetry.publish;

/**
 * The numbers that one partition's records got in some span of time.
 *
 * @param topic the topic
 * @param partition the partition
 * @param first the first number
 * @param last the last number, inclusive
 */
public record SequenceRange(Topic topic, int partition, long first, long last) {}
