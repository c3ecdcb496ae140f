package dev.gatehouse.policy;

import java.util.Collection;
import java.util.Comparator;

/**
 * For each list of requirements among some patterns, the pattern that would be nearest whatever the requirements
 * say: those with the same list keep their order when it fails.
 */
final class Contenders extends Kept {
    private final Contender[] best;

    Contenders(long key, Collection<Contender> best) {
        super(key);
        this.best = best.stream()
                .sorted(Comparator.comparingLong(Contender::bestPlace))
                .toArray(Contender[]::new);
    }

    @Override
    int weight() {
        return 1 + best.length;
    }

    /** The lowest place among these for a call with such attributes, or {@code nearest} if that is lower. */
    long nearest(Attributes attributes, long nearest) {
        long lowest = nearest;
        for (Contender contender : best) {
            if (contender.bestPlace() >= lowest) {
                break;
            }
            lowest = Math.min(lowest, contender.place(attributes));
        }
        return lowest;
    }
}
