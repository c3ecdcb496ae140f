package dev.gatehouse.telemetry.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Proves that the records of each boot and partition are complete: their numbers start where they should, have no gap,
 * and none comes twice.
 *
 * <p>Give it every record that was read of one topic, in any order; it keeps ranges, not numbers, so a complete sequence
 * costs one entry whatever its length. For one thread.
 */
public final class SequenceCheck {
    private final Map<Lane, TreeMap<Long, Long>> ranges = new LinkedHashMap<>();
    private long seen;
    private long duplicates;

    /** Notes one record and says whether it is new; false for a duplicate. */
    public boolean accept(String bootId, int partition, long pseq) {
        TreeMap<Long, Long> lane = ranges.computeIfAbsent(new Lane(bootId, partition), key -> new TreeMap<>());
        Map.Entry<Long, Long> before = lane.floorEntry(pseq);
        if (before != null && before.getValue() >= pseq) {
            duplicates++;
            return false;
        }
        seen++;
        long first = before != null && before.getValue() == pseq - 1 ? before.getKey() : pseq;
        Long last = lane.remove(pseq + 1);
        lane.put(first, last == null ? pseq : last);
        return true;
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
        ranges.forEach((lane, seenRanges) -> {
            long expected = fromStart ? 0 : seenRanges.firstKey();
            for (Map.Entry<Long, Long> range : seenRanges.entrySet()) {
                if (range.getKey() > expected) {
                    gaps.add(new Gap(lane.bootId, lane.partition, expected, range.getKey() - 1));
                }
                expected = range.getValue() + 1;
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
