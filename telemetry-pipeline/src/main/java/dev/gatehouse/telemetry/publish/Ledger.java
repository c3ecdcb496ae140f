package dev.gatehouse.telemetry.publish;

import java.util.Arrays;

/** The ledgers of all topics. Safe for any thread. */
public final class Ledger {
    private final TopicLedger[] ledgers = new TopicLedger[Topic.values().length];

    public Ledger() {
        Arrays.setAll(ledgers, i -> new TopicLedger());
    }

    public TopicLedger of(Topic topic) {
        return ledgers[topic.ordinal()];
    }

    /** Records of all topics that were neither acknowledged nor counted as lost yet. */
    public long pending() {
        return Arrays.stream(ledgers).mapToLong(TopicLedger::countPending).sum();
    }

    /** Records of all topics that were lost for one reason. */
    public long lost(LossReason reason) {
        return Arrays.stream(ledgers)
                .mapToLong(ledger -> ledger.countLost(reason))
                .sum();
    }
}
