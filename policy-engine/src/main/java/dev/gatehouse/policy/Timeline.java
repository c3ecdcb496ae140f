package dev.gatehouse.policy;

import java.time.Instant;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Time cut into epochs in which no rule of one service begins or ends to hold.
 *
 * <p>Calls come in the order of time, nearly: the current epoch is looked at first, and a few others are kept
 * for those who replay calls of long ago.
 */
final class Timeline {
    private static final int KEPT = 4;
    private static final int LEAST_WEIGHT = 64;
    private static final int MOST_VERDICTS = 1 << 16;
    private static final int MOST_CONTENDERS = 1 << 18;

    private final TreeSet<Instant> boundaries = new TreeSet<>();
    private final long patterns;
    private final @Nullable Epoch[] kept = new Epoch[KEPT];
    private int oldest;
    private Epoch current;

    /** {@code patterns} is how many patterns the clauses have. */
    Timeline(Collection<Clause> clauses, int patterns) {
        this.patterns = patterns;
        for (Clause clause : clauses) {
            boundaries.add(clause.during().start());
            boundaries.add(clause.during().end());
        }
        current = make(Instant.EPOCH);
    }

    Epoch at(Instant moment) {
        Epoch epoch = current;
        return epoch.contains(moment) ? epoch : other(moment);
    }

    private Epoch other(Instant moment) {
        Epoch known = known(moment);
        return known == null ? keep(moment) : known;
    }

    private @Nullable Epoch known(Instant moment) {
        for (Epoch epoch : kept) {
            if (epoch != null && epoch.contains(moment)) {
                current = epoch;
                return epoch;
            }
        }
        return null;
    }

    private synchronized Epoch keep(Instant moment) {
        // Several threads cross a boundary together; one of them makes what all go on with.
        Epoch known = known(moment);
        if (known != null) {
            return known;
        }
        Epoch made = make(moment);
        kept[oldest] = made;
        oldest = (oldest + 1) % KEPT;
        current = made;
        return made;
    }

    private Epoch make(Instant moment) {
        Instant start = boundaries.floor(moment);
        Instant end = boundaries.higher(moment);
        return new Epoch(start == null ? Instant.MIN : start, end, new Table<>(verdicts()), new Table<>(contenders()));
    }

    // Most services see a few callers, methods and paths for each of their patterns, so memory follows the rules.
    private long verdicts() {
        return Math.min(MOST_VERDICTS, LEAST_WEIGHT + 32 * patterns);
    }

    private long contenders() {
        return Math.min(MOST_CONTENDERS, LEAST_WEIGHT + 16 * patterns);
    }
}
