package dev.gatehouse.telemetry.spool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which numbers of which lanes: ranges, not single numbers, so that a dense run costs one entry whatever its length.
 *
 * <p>Numbers of a lane are added in rising order. Not safe for two threads at once.
 */
public final class LaneNumbers {
    private final Map<Lane, List<Run>> runs = new LinkedHashMap<>();
    private long count;
    private int ranges;

    /** Adds the next number of a lane. */
    public void add(Lane lane, long number) {
        add(lane, number, number);
    }

    /** Adds the next numbers of a lane, both ends included. */
    public void add(Lane lane, long first, long last) {
        List<Run> of = runs.computeIfAbsent(lane, key -> new ArrayList<>(1));
        Run newest = of.isEmpty() ? null : of.get(of.size() - 1);
        if (newest != null && newest.last + 1 == first) {
            newest.last = last;
        } else {
            of.add(new Run(first, last));
            ranges++;
        }
        count += last - first + 1;
    }

    /** Adds all of another's, which come after those that are here. */
    public void addAll(LaneNumbers later) {
        later.runs.forEach((lane, added) -> added.forEach(run -> add(lane, run.first, run.last)));
    }

    /** How many numbers there are. */
    public long count() {
        return count;
    }

    /** How many of them belong to one topic. */
    public long countOf(int topic) {
        return ranges().stream()
                .filter(range -> range.lane().topic() == topic)
                .mapToLong(Range::length)
                .sum();
    }

    /** How many ranges they make. */
    public int size() {
        return ranges;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public void clear() {
        runs.clear();
        count = 0;
        ranges = 0;
    }

    /** Lane by lane, each in rising order. */
    public List<Range> ranges() {
        List<Range> all = new ArrayList<>(ranges);
        runs.forEach((lane, of) -> of.forEach(run -> all.add(new Range(lane, run.first, run.last))));
        return all;
    }

    /**
     * Numbers without a gap.
     *
     * @param lane whose numbers they are
     * @param first the first
     * @param last the last, included
     */
    public record Range(Lane lane, long first, long last) {
        public long length() {
            return last - first + 1;
        }
    }

    private static final class Run {
        private final long first;
        private long last;

        Run(long first, long last) {
            this.first = first;
            this.last = last;
        }
    }
}
