package dev.gatehouse.telemetry.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Proves that the records of each boot and partition are complete: their numbers start where they should, have no gap,
 * and none comes twice.
 *
 * <p>Give it every record that was read of one topic, in any order; it keeps ranges, not numbers, so a complete sequence
 * costs one entry whatever its length. For one thread.
 */
public final class SequenceCheck {
    private final Map<Lane, NumberSet> numbers = new LinkedHashMap<>();
    private long seen;
    private long duplicates;

    /** Notes one record and says whether it is new; false for a duplicate. */
    public boolean accept(String bootId, int partition, long pseq) {
        boolean isNew = numbers.computeIfAbsent(new Lane(bootId, partition), key -> new NumberSet())
                .add(pseq);
        if (isNew) {
            seen++;
        } else {
            duplicates++;
        }
        return isNew;
    }

    /** Different records so far. */
    public long seen() {
        return seen;
    }

    /** Records that came again. */
    public long duplicates() {
        return duplicates;
    }

    /** The numbers that are missing between the first and the last that was seen of each boot and partition. */
    public List<Gap> gaps() {
        return gaps(false);
    }

    /** The same, and also what is missing before the first: for readers that began before the boot did. */
    public List<Gap> gapsFromStart() {
        return gaps(true);
    }

    private List<Gap> gaps(boolean fromStart) {
        List<Gap> gaps = new ArrayList<>();
        numbers.forEach((lane, of) -> {
            for (NumberSet.Run run : of.missing(fromStart ? 0 : of.first(), of.last())) {
                gaps.add(new Gap(lane.bootId, lane.partition, run.first(), run.last()));
            }
        });
        return gaps;
    }

    /**
     * Numbers that nobody saw.
     *
     * @param bootId the boot
     * @param partition the partition
     * @param first the first missing number
     * @param last the last missing number, inclusive
     */
    public record Gap(String bootId, int partition, long first, long last) {
        public long length() {
            return last - first + 1;
        }
    }

    private record Lane(String bootId, int partition) {}
}
