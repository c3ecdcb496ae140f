package dev.gatehouse.telemetry.publish;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What became of each record of one topic: {@code produced = acknowledged + pending + lost}.
 *
 * <p>Each of the four is counted by itself, so that a path that forgets a record shows as an imbalance. The equation
 * holds exactly whenever no record is on its way from one state to the next.
 */
public final class TopicLedger {
    private final AtomicLong produced = new AtomicLong();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final Map<LossReason, AtomicLong> lost = new EnumMap<>(LossReason.class);

    TopicLedger() {
        for (LossReason reason : LossReason.values()) {
            lost.put(reason, new AtomicLong());
        }
    }

    void produced() {
        pending.incrementAndGet();
        produced.incrementAndGet();
    }

    void acknowledged() {
        acknowledged.incrementAndGet();
        pending.decrementAndGet();
    }

    void lost(LossReason reason) {
        lost(reason, 1);
    }

    void lost(LossReason reason, long count) {
        counterOf(reason).addAndGet(count);
        pending.addAndGet(-count);
    }

    public long countProduced() {
        return produced.get();
    }

    public long countPending() {
        return pending.get();
    }

    public long countAcknowledged() {
        return acknowledged.get();
    }

    public long countLost(LossReason reason) {
        return counterOf(reason).get();
    }

    public long countLost() {
        return lost.values().stream().mapToLong(AtomicLong::get).sum();
    }

    private AtomicLong counterOf(LossReason reason) {
        AtomicLong counter = lost.get(reason);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + reason);
        }
        return counter;
    }
}
