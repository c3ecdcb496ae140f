package dev.gatehouse.telemetry.publish;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The ledgers of all topics. Safe for any thread. */
public final class Ledger {
    private final Map<Topic, TopicLedger> ledgers = new EnumMap<>(Topic.class);

    public Ledger() {
        for (Topic topic : Topic.values()) {
            ledgers.put(topic, new TopicLedger());
        }
    }

    public TopicLedger of(Topic topic) {
        return Objects.requireNonNull(ledgers.get(topic));
    }

    /** Records of all topics that were neither acknowledged nor counted as lost yet. */
    public long pending() {
        return ledgers.values().stream().mapToLong(TopicLedger::countPending).sum();
    }

    /** Records of all topics that were lost for one reason. */
    public long lost(LossReason reason) {
        return ledgers.values().stream()
                .mapToLong(ledger -> ledger.countLost(reason))
                .sum();
    }
}
