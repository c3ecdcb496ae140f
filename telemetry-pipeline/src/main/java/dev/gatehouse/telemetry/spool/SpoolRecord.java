package dev.gatehouse.telemetry.spool;

/**
 * A record as it lies in the spool: everything that Kafka is to get, and its number.
 *
 * @param lane where it goes
 * @param number its number in that lane
 * @param format how the value is written; a number that only the publisher understands
 * @param epochMillis when it happened
 * @param idHigh the first half of its id
 * @param idLow the second half of its id
 * @param key the bytes of the key
 * @param value the body
 */
// Never compared; copying each body would cost more than it protects.
@SuppressWarnings("ArrayRecordComponent")
public record SpoolRecord(
        Lane lane, long number, byte format, long epochMillis, long idHigh, long idLow, byte[] key, byte[] value) {}
