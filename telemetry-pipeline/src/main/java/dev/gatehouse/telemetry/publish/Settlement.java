package dev.gatehouse.telemetry.publish;

import dev.gatehouse.telemetry.spool.LaneNumbers;
import dev.gatehouse.telemetry.spool.LaneTally;
import dev.gatehouse.telemetry.spool.Spool;
import dev.gatehouse.telemetry.spool.SpoolReader;
import dev.gatehouse.telemetry.spool.SpoolRecord;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Books what became of each record that left the spool. What a former start left is counted apart: this start's ledger
 * never heard of it.
 */
final class Settlement {
    private final Ledger ledger;
    private final UntoldLosses untold;
    private final String bootId;
    private final boolean isDurable;
    private final LaneTally tally;
    private final AtomicLong replayed = new AtomicLong();

    /** What stays on disk at the end is the next start's to send; what is in memory is lost. */
    Settlement(Ledger ledger, UntoldLosses untold, String bootId, boolean isDurable, LaneTally tally) {
        this.ledger = ledger;
        this.untold = untold;
        this.bootId = bootId;
        this.isDurable = isDurable;
        this.tally = tally;
    }

    /** Whether what is not settled outlives the process. */
    boolean isDurable() {
        return isDurable;
    }

    void book(InFlight.Settled settled) {
        if (isOwn(settled.read())) {
            SpoolRecord record = settled.read().record();
            tally.settled(record.lane(), record.number() + 1);
        }
        if (!settled.isAcknowledged()) {
            lost(LossReason.SEND_FAILED, settled.read());
        } else if (isOwn(settled.read())) {
            ledger.of(topicOf(settled.read())).acknowledged();
        } else {
            replayed.incrementAndGet();
        }
    }

    /** The sender has ended and will send nothing more. */
    void ended(Spool spool, InFlight inFlight, SpoolReader reader, long settledUpTo) {
        if (isDurable) {
            // A disk that refused: the next start finds the numbers in the tally, and tells them.
            LaneNumbers gone = spool.inMemory(settledUpTo);
            for (Topic topic : Topic.values()) {
                ledger.of(topic).lost(LossReason.SHUTDOWN, gone.countOf(topic.number()));
            }
            return;
        }
        while (!inFlight.isEmpty()) {
            lost(LossReason.SHUTDOWN, inFlight.takeOldest());
        }
        if (!spool.isWhole()) {
            return;
        }
        SpoolReader.Read unsent = reader.next();
        while (unsent != null) {
            lost(LossReason.SHUTDOWN, unsent);
            unsent = reader.next();
        }
    }

    private void lost(LossReason reason, SpoolReader.Read read) {
        if (isOwn(read)) {
            ledger.of(topicOf(read)).lost(reason);
        }
        LaneNumbers numbers = new LaneNumbers();
        numbers.add(read.record().lane(), read.record().number());
        untold.add(reason, read.writer().bootId(), numbers);
    }

    private boolean isOwn(SpoolReader.Read read) {
        return read.writer().bootId().equals(bootId);
    }

    private static Topic topicOf(SpoolReader.Read read) {
        return Topic.numbered(read.record().lane().topic());
    }

    /** Records of former starts that Kafka has now. */
    long replayed() {
        return replayed.get();
    }
}
