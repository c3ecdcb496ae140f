package dev.gatehouse.telemetry.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of numbers, kept as ranges: a dense run costs one entry whatever its length. For one thread. */
public final class NumberSet {
    private final TreeMap<Long, Long> ranges = new TreeMap<>();
    private long count;

    /** A run of numbers, both ends included. */
    record Run(long first, long last) {
        long length() {
            return last - first + 1;
        }
    }

    /** Adds one number and says whether it is new. */
    public boolean add(long number) {
        Map.Entry<Long, Long> before = ranges.floorEntry(number);
        if (before != null && before.getValue() >= number) {
            return false;
        }
        long first = before != null && before.getValue() == number - 1 ? before.getKey() : number;
        Long last = ranges.remove(number + 1);
        ranges.put(first, last == null ? number : last);
        count++;
        return true;
    }

    /** Takes the numbers between its two lowest ranges as there, so that it takes one range less. */
    public void closeLowestGap() {
        Map.Entry<Long, Long> lowest = ranges.pollFirstEntry();
        Map.Entry<Long, Long> next = ranges.pollFirstEntry();
        count += next.getKey() - lowest.getValue() - 1;
        ranges.put(lowest.getKey(), next.getValue());
    }

    /** The ranges as text, such as {@code 0-41,43-43}. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        ranges.forEach((first, last) ->
                text.append(text.isEmpty() ? "" : ",").append(first).append('-').append(last));
        return text.toString();
    }

    /** The set that has this text. */
    public static NumberSet ofText(String text) {
        NumberSet set = new NumberSet();
        for (String range : text.isEmpty() ? new String[0] : text.split(",")) {
            int between = range.indexOf('-', 1);
            set.add(Long.parseLong(range.substring(0, between)), Long.parseLong(range.substring(between + 1)));
        }
        return set;
    }

    /** Adds a run of numbers, some of which may be there already. */
    void add(long first, long last) {
        for (Run missing : missing(first, last + 1)) {
            insert(missing);
        }
    }

    void addAll(NumberSet other) {
        other.ranges.forEach(this::add);
    }

    private void insert(Run run) {
        Map.Entry<Long, Long> before = ranges.lowerEntry(run.first());
        long first = before != null && before.getValue() == run.first() - 1 ? before.getKey() : run.first();
        Long after = ranges.remove(run.last() + 1);
        ranges.put(first, after == null ? run.last() : after);
        count += run.length();
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    long first() {
        return ranges.firstKey();
    }

    long last() {
        return ranges.lastEntry().getValue();
    }

    long count() {
        return count;
    }

    /** How many ranges it takes. */
    public int size() {
        return ranges.size();
    }

    /** What is not in it from one number on, up to another and without that. */
    List<Run> missing(long from, long to) {
        List<Run> missing = new ArrayList<>();
        Map.Entry<Long, Long> before = ranges.floorEntry(from);
        long expected = before == null ? from : Math.max(from, before.getValue() + 1);
        if (expected >= to) {
            return missing;
        }
        for (Map.Entry<Long, Long> range : ranges.subMap(expected, to).entrySet()) {
            if (range.getKey() > expected) {
                missing.add(new Run(expected, range.getKey() - 1));
            }
            expected = range.getValue() + 1;
        }
        if (expected < to) {
            missing.add(new Run(expected, to - 1));
        }
        return missing;
    }

    /** How many numbers of a run are in it. */
    long countWithin(Run run) {
        return run.length()
                - missing(run.first(), run.last() + 1).stream()
                        .mapToLong(Run::length)
                        .sum();
    }
}
