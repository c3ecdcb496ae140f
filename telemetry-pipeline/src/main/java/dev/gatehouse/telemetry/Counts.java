package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.publish.LossReason;
import java.util.Map;

/**
 * What became of every finished request's event: {@code finished = acknowledged + pending + lost}.
 *
 * <p>Each number has a counter of its own. They are read one after the other, so the equation holds exactly when nothing
 * moves, and within what moved in between otherwise.
 *
 * @param finished requests that ended, dropped ones included
 * @param dropped of the lost ones, those that found their ring full
 * @param encoded events that the drain thread took and encoded
 * @param acknowledged events that Kafka confirmed
 * @param pending events in the rings, the queue, or under way to Kafka
 * @param lost events that will never arrive, by reason
 */
public record Counts(
        long finished, long dropped, long encoded, long acknowledged, long pending, Map<LossReason, Long> lost) {

    public Counts {
        lost = Map.copyOf(lost);
    }

    public long lostInAll() {
        return lost.values().stream().mapToLong(Long::longValue).sum();
    }

    public boolean isBalanced() {
        return finished == acknowledged + pending + lostInAll();
    }
}
