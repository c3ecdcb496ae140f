package dev.gatehouse.telemetry.publish;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that takes records from a bounded queue and gives them to a Kafka producer.
 *
 * <p>It waits for the broker as long as it must; the queue fills meanwhile, and what finds it full is counted as lost.
 * A record that Kafka would not even take is tried again, until its time is over. A producer that broke is closed and
 * opened anew.
 */
final class Sender implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final int capacity;
    private final Queue<Outgoing> queue;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final PartitionCounts partitions;
    private final Ledger ledger;
    private final Thread thread;

    private @Nullable Producer<byte[], byte[]> producer;
    private boolean isTroubled;
    private volatile boolean stopping;
    private volatile long stopAtNanos;

    Sender(
            String name,
            int capacity,
            Supplier<Producer<byte[], byte[]>> producers,
            PartitionCounts partitions,
            Ledger ledger) {
        this.capacity = capacity;
        this.queue = new SpscAtomicArrayQueue<>(capacity);
        this.producers = producers;
        this.partitions = partitions;
        this.ledger = ledger;
        this.thread = new Thread(this, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes a record over, or counts it as lost if there is no room. Drain thread only; never waits. */
    void offer(Outgoing record) {
        ledger.of(record.topic()).produced();
        if (!queue.offer(record)) {
            ledger.of(record.topic()).lost(LossReason.QUEUE_FULL);
        }
    }

    /** How full the queue is, from 0 to 1. */
    double saturation() {
        return Math.min(1, (double) queue.size() / capacity);
    }

    int depth() {
        return queue.size();
    }

    /** Sends what it can until the deadline and counts the rest as lost. No record may be offered any more. */
    void stop(Duration deadline) {
        stopAtNanos = System.nanoTime() + deadline.toNanos();
        stopping = true;
    }

    void awaitEnd(Duration deadline) throws InterruptedException {
        thread.join(Math.max(1, deadline.toMillis()));
    }

    @Override
    public void run() {
        try {
            sendUntilStopped();
        } finally {
            closeProducer(Duration.ofNanos(Math.max(0, stopAtNanos - System.nanoTime())));
        }
    }

    private void sendUntilStopped() {
        while (true) {
            // Read before the queue: what was offered ahead of the stop is still seen.
            boolean lastLook = stopping;
            Outgoing record = queue.poll();
            if (record != null) {
                deliver(record);
            } else if (lastLook) {
                return;
            } else {
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
    }

    private void deliver(Outgoing record) {
        long giveUpAt = System.nanoTime() + GIVE_UP_NANOS;
        while (true) {
            if (isOver()) {
                ledger.of(record.topic()).lost(LossReason.SHUTDOWN);
                return;
            }
            if (!partitions.isSettled()) {
                LockSupport.parkNanos(IDLE_NANOS);
                continue;
            }
            if (record.stamp().partition() >= partitions.of(record.topic()) || System.nanoTime() - giveUpAt > 0) {
                ledger.of(record.topic()).lost(LossReason.SEND_FAILED);
                return;
            }
            if (isTaken(record)) {
                return;
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    // The callback books the outcome; the future says nothing more.
    @SuppressWarnings("FutureReturnValueIgnored")
    private boolean isTaken(Outgoing record) {
        Delivery delivery = new Delivery(ledger.of(record.topic()), Thread.currentThread());
        try {
            openProducer().send(record.toProducerRecord(), delivery);
        } catch (RuntimeException e) {
            reopen(e);
            return false;
        }
        Exception refusal = delivery.refusal();
        if (refusal == null) {
            isTroubled = false;
            return true;
        }
        if (Refusal.concernsTheRecord(refusal)) {
            LOG.warn(
                    "telemetry record refused topic={} reason={}",
                    record.topic().topicName(),
                    refusal.toString());
            ledger.of(record.topic()).lost(LossReason.SEND_FAILED);
            return true;
        }
        if (!Refusal.mayPass(refusal)) {
            reopen(refusal);
        }
        return false;
    }

    private Producer<byte[], byte[]> openProducer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = producers.get();
            producer = open;
        }
        return open;
    }

    private void reopen(Exception reason) {
        if (!isTroubled) {
            LOG.warn("telemetry producer reopened sender={} reason={}", thread.getName(), reason.toString());
        }
        // One line for each trouble, not one for each attempt.
        isTroubled = true;
        closeProducer(Duration.ZERO);
    }

    private void closeProducer(Duration deadline) {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            try {
                // Calls back for each record that is still under way.
                open.close(deadline);
            } catch (RuntimeException e) {
                LOG.warn("telemetry producer did not close sender={} reason={}", thread.getName(), e.toString());
            }
        }
    }

    private boolean isOver() {
        return stopping && System.nanoTime() - stopAtNanos >= 0;
    }
}
