package dev.gatehouse.telemetry.publish;

import dev.gatehouse.telemetry.spool.SpoolReader;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * The records that were read from the spool and are not settled yet, in the order of the spool.
 *
 * <p>Kafka confirms partition by partition, the spool is given up from its start: a record is settled when it and all
 * before it have their answer. The sender's thread owns everything but the answers, which come from the producer's.
 */
final class InFlight {
    static final int MOST_RECORDS = 16 * 1024;

    private static final int WAITING = 0;
    private static final int ACKNOWLEDGED = 1;
    private static final int REFUSED = 2;

    private final SpoolReader.@Nullable Read[] records = new SpoolReader.@Nullable Read[MOST_RECORDS];
    private final AtomicIntegerArray answers = new AtomicIntegerArray(MOST_RECORDS);
    private final long mostBytes;
    private long bytes;
    private long head;
    private long next;
    private long tail;
    private volatile @Nullable Exception failure;

    InFlight(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    boolean hasRoom() {
        return tail - head < MOST_RECORDS && bytes < mostBytes;
    }

    boolean isEmpty() {
        return head == tail;
    }

    void add(SpoolReader.Read read) {
        int place = placeOf(tail);
        records[place] = read;
        answers.set(place, WAITING);
        bytes += read.record().value().length;
        tail++;
    }

    /** The next record to hand to the producer; null if all were. */
    SpoolReader.@Nullable Read toSend() {
        while (next < tail && answers.get(placeOf(next)) != WAITING) {
            // Confirmed before the producer broke.
            next++;
        }
        return next < tail ? records[placeOf(next)] : null;
    }

    /** Where the answer for the record that {@link #toSend} gave belongs. */
    int place() {
        return placeOf(next);
    }

    /** The producer took it. */
    void sent() {
        next++;
    }

    /** Kafka has it. Any thread. */
    void acknowledged(int place) {
        answers.set(place, ACKNOWLEDGED);
    }

    /** Kafka will never take it: the record itself is at fault. Any thread. */
    void refused(int place) {
        answers.set(place, REFUSED);
    }

    /** The producer gave up on it; it must be sent again by a new one. Any thread. */
    void failed(Exception reason) {
        failure = reason;
    }

    /** Why the producer gave up on something; null if it did not. */
    @Nullable
    Exception failure() {
        return failure;
    }

    /** Begins again with the oldest that has no answer. After the producer was closed. */
    void rewind() {
        next = head;
        failure = null;
    }

    /** Whether Kafka will never take the oldest record. */
    boolean isOldestRefused() {
        return head < tail && answers.get(placeOf(head)) == REFUSED;
    }

    /** The oldest record if it has its answer, taken out; null if it has none yet. */
    @Nullable
    Settled settleOldest() {
        if (head == tail) {
            return null;
        }
        int place = placeOf(head);
        int answer = answers.get(place);
        if (answer == WAITING) {
            return null;
        }
        return new Settled(takeOldest(), answer == ACKNOWLEDGED);
    }

    /** The oldest record, taken out whatever its answer. */
    SpoolReader.Read takeOldest() {
        int place = placeOf(head);
        SpoolReader.Read read = Objects.requireNonNull(records[place]);
        records[place] = null;
        bytes -= read.record().value().length;
        head++;
        next = Math.max(next, head);
        return read;
    }

    private static int placeOf(long index) {
        return (int) (index & (MOST_RECORDS - 1));
    }

    /** A record and whether Kafka has it. */
    record Settled(SpoolReader.Read read, boolean isAcknowledged) {}
}
