package dev.gatehouse.telemetry.publish;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Notes the answer for one record.
 *
 * <p>A failure that is told on the sender's own thread, while it still calls {@code send}, means that the producer never
 * took the record: nothing is noted, and the sender decides whether to try again.
 */
final class Delivery implements Callback {
    private final InFlight inFlight;
    private final int place;
    private final Thread sender;
    private @Nullable Exception refusal;

    Delivery(InFlight inFlight, int place, Thread sender) {
        this.inFlight = inFlight;
        this.place = place;
        this.sender = sender;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null) {
            inFlight.acknowledged(place);
        } else if (Thread.currentThread() == sender) {
            refusal = failure;
        } else if (Refusal.concernsTheRecord(failure)) {
            inFlight.refused(place);
        } else {
            inFlight.failed(failure);
        }
    }

    /** Why the producer did not take the record; null if it did. Sender's thread only. */
    @Nullable
    Exception refusal() {
        return refusal;
    }
}
