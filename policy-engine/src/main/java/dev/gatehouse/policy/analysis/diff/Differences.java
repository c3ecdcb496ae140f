package dev.gatehouse.policy.analysis.diff;

import java.util.List;

/**
 * Everything that differs between two generations, and in {@code undecided}, one clause each, what could not be
 * found out because a search was too long: with any of these the differences are not all.
 */
public record Differences(List<Difference> all, List<String> undecided) {
    public Differences {
        all = List.copyOf(all);
        undecided = List.copyOf(undecided);
    }

    public boolean areNone() {
        return all.isEmpty() && undecided.isEmpty();
    }

    public long count(Difference.Kind kind) {
        return all.stream().filter(difference -> difference.kind() == kind).count();
    }
}
