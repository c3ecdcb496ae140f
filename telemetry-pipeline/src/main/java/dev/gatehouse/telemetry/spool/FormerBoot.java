package dev.gatehouse.telemetry.spool;

import java.util.Map;

/**
 * What a former start left behind.
 *
 * @param writer whose it was
 * @param replayed records that are sent now
 * @param tornBytes bytes after the last whole record, which a crash cut off
 * @param next the number that each lane would have given next
 * @param lost numbers between those that are there, which nobody can send any more
 * @param finished requests that the event loops had handed over or dropped; -1 if that is not known
 * @param dropped of those, the ones that found their ring full
 * @param hasStopped whether it stopped in order, and only left what Kafka had not taken yet
 */
public record FormerBoot(
        Writer writer,
        long replayed,
        long tornBytes,
        Map<Lane, Long> next,
        LaneNumbers lost,
        long finished,
        long dropped,
        boolean hasStopped) {
    public FormerBoot {
        next = Map.copyOf(next);
    }
}
