package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Period;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the first moment, not before a given one, that lies within some periods and outside of others. */
final class Calendar {
    private Calendar() {}

    /** Between two boundaries nothing changes, so the given moment and the boundaries after it are enough. */
    static Optional<Instant> first(Instant from, List<Period> within, List<Period> outside) {
        TreeSet<Instant> moments = new TreeSet<>(List.of(from));
        Stream.concat(within.stream(), outside.stream()).forEach(period -> {
            moments.add(period.start());
            moments.add(period.end());
        });
        return moments.tailSet(from).stream()
                .filter(at -> within.stream().allMatch(period -> period.contains(at)))
                .filter(at -> outside.stream().noneMatch(period -> period.contains(at)))
                .findFirst();
    }
}
