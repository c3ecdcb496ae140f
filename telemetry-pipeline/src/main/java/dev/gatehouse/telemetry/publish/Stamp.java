package dev.gatehouse.telemetry.publish;

import dev.gatehouse.telemetry.spool.Lane;

/**
 * A record's place: its topic, its partition, and its number there, counted from 0 without a gap for each boot.
 *
 * @param topic where it goes
 * @param lane the topic and the partition, which we choose by the key
 * @param pseq the number within boot and partition
 * @param key the bytes of the key
 */
// Never compared; copying each body would cost more than it protects.
@SuppressWarnings("ArrayRecordComponent")
public record Stamp(Topic topic, Lane lane, long pseq, byte[] key) {}
