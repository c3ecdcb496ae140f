package dev.gatehouse.telemetry.publish;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Books what became of one record.
 *
 * <p>A failure that is told on the sender's own thread, while it still calls {@code send}, means that the producer never
 * took the record: nothing is booked, and the sender decides whether to try again.
 */
final class Delivery implements Callback {
    private final TopicLedger ledger;
    private final Thread sender;
    private @Nullable Exception refusal;

    Delivery(TopicLedger ledger, Thread sender) {
        this.ledger = ledger;
        this.sender = sender;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null) {
            ledger.acknowledged();
        } else if (Thread.currentThread() == sender) {
            refusal = failure;
        } else {
            ledger.lost(LossReason.SEND_FAILED);
        }
    }

    /** Why the producer did not take the record; null if it did. Sender's thread only. */
    @Nullable
    Exception refusal() {
        return refusal;
    }
}
