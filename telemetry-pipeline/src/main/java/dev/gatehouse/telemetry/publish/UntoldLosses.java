package dev.gatehouse.telemetry.publish;

import dev.gatehouse.telemetry.spool.LaneNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Losses that were counted and not published yet, with the numbers that are gone. Safe for any thread.
 *
 * <p>There is room for {@value #MOST_RANGES} ranges; beyond that the count stays exact, and the record says that its
 * ranges are not all.
 */
public final class UntoldLosses {
    static final int MOST_RANGES = 64 * 1024;

    private final Map<Cause, Told> waiting = new LinkedHashMap<>();
    private int ranges;

    private record Cause(LossReason reason, String bootId) {}

    /**
     * A loss as it is published.
     *
     * @param reason why
     * @param bootId whose numbers they are
     * @param count how many records
     * @param numbers which, if they had numbers
     * @param isCut whether there are more numbers than are named
     */
    public record Told(LossReason reason, String bootId, long count, LaneNumbers numbers, boolean isCut) {}

    /** Notes records that had numbers. */
    public synchronized void add(LossReason reason, String bootId, LaneNumbers numbers) {
        put(new Told(reason, bootId, numbers.count(), numbers, false));
    }

    /** Notes records that never got a number. */
    public synchronized void add(LossReason reason, String bootId, long count) {
        put(new Told(reason, bootId, count, new LaneNumbers(), false));
    }

    /** Hands one loss after the other out to be published, until the teller says that one was not. */
    public void tell(Predicate<Told> teller) {
        List<Told> left = new ArrayList<>(take());
        try {
            while (!left.isEmpty() && teller.test(left.get(0))) {
                left.remove(0);
            }
        } finally {
            left.forEach(this::put);
        }
    }

    private synchronized List<Told> take() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Told> taken = new ArrayList<>(waiting.values());
        waiting.clear();
        ranges = 0;
        return taken;
    }

    private synchronized void put(Told loss) {
        Cause cause = new Cause(loss.reason(), loss.bootId());
        Told before = waiting.get(cause);
        LaneNumbers numbers = before == null ? new LaneNumbers() : before.numbers();
        int known = numbers.size();
        boolean hasRoom = ranges + loss.numbers().size() <= MOST_RANGES;
        if (hasRoom) {
            numbers.addAll(loss.numbers());
            ranges += numbers.size() - known;
        }
        boolean isCut = !hasRoom || loss.isCut() || (before != null && before.isCut());
        long count = loss.count() + (before == null ? 0 : before.count());
        waiting.put(cause, new Told(loss.reason(), loss.bootId(), count, numbers, isCut));
    }
}
