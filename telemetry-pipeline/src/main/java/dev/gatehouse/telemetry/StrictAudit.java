package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.publish.Publisher;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.spool.SpoolSync;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Denials whose answers wait until their records are durable. They come to the drain thread by a way of their own, for
 * they are no finished requests yet.
 *
 * <p>What cannot be taken, written or made durable is answered with no: then the client must not be told.
 */
final class StrictAudit {
    private static final int MOST_WAITING = 4096;

    private final Queue<Denial> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Drain drain;
    private final Publisher publisher;
    private final SpoolSync sync;

    StrictAudit(Drain drain, Publisher publisher, SpoolSync sync) {
        this.drain = drain;
        this.publisher = publisher;
        this.sync = sync;
    }

    private record Denial(EventSlot slot, SpoolSync.Waiting asking) {}

    /** Takes a denial over; false if there is no room, and then nobody is told. Any thread; never waits. */
    boolean offer(EventSlot slot, SpoolSync.Waiting asking) {
        return waiting.offer(new Denial(slot, asking));
    }

    /** Publishes what came in, and has it made durable. Drain thread. */
    void attend() {
        Denial denial = waiting.poll();
        if (denial == null) {
            return;
        }
        publisher.flush();
        List<SpoolSync.Waiting> asking = new ArrayList<>();
        while (denial != null) {
            drain.publishDecision(denial.slot());
            asking.add(denial.asking());
            denial = waiting.poll();
        }
        boolean isWritten = publisher.flush(Topic.DECISIONS);
        if (!isWritten || !sync.sync(isDurable -> asking.forEach(one -> one.onDurable(isDurable)))) {
            asking.forEach(one -> one.onDurable(false));
        }
    }
}
