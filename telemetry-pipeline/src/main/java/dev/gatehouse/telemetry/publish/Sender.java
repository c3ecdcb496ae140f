package dev.gatehouse.telemetry.publish;

import dev.gatehouse.telemetry.spool.Lane;
import dev.gatehouse.telemetry.spool.Spool;
import dev.gatehouse.telemetry.spool.SpoolReader;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that reads a spool and gives its records to a Kafka producer.
 *
 * <p>It waits for the broker as long as it must. When the producer gives up on anything, it is closed, and a new one
 * begins with the oldest record that has no answer: a record may come twice, but none is left out. Only what Kafka
 * refuses for the record's own sake is lost.
 */
final class Sender implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(120);
    // A producer keeps trying for two minutes without a word when the topic is gone.
    private static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long CHECKPOINT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Spool spool;
    private final SpoolReader reader;
    private final InFlight inFlight;
    private final ToProducerRecord records;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final PartitionCounts partitions;
    private final Runnable doubt;
    private final Settlement settlement;
    private final Thread thread;

    private @Nullable Producer<byte[], byte[]> producer;
    private boolean isTroubled;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private long missingSinceNanos;
    private long settledUpTo;
    private long answeredUpTo;
    private long quietSinceNanos = System.nanoTime();
    private long releasedUpTo;
    private long releasedAtNanos = System.nanoTime();
    private volatile boolean isIdle;
    private volatile boolean stopping;
    private volatile long stopAtNanos;

    Sender(
            String name,
            Spool spool,
            long mostBytesInFlight,
            ToProducerRecord records,
            Supplier<Producer<byte[], byte[]>> producers,
            PartitionCounts partitions,
            Runnable doubt,
            Settlement settlement) {
        this.spool = spool;
        this.reader = spool.reader();
        this.inFlight = new InFlight(mostBytesInFlight);
        this.records = records;
        this.producers = producers;
        this.partitions = partitions;
        this.doubt = doubt;
        this.settlement = settlement;
        this.settledUpTo = reader.position();
        this.releasedUpTo = settledUpTo;
        this.thread = new Thread(this, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** To be called when there is more to read; wakes the thread if it sleeps. */
    void wake() {
        if (isIdle) {
            LockSupport.unpark(thread);
        }
    }

    /** Sends what it can until the deadline. Nothing may be appended to the spool any more. */
    void stop(Duration deadline) {
        stopAtNanos = System.nanoTime() + deadline.toNanos();
        stopping = true;
        LockSupport.unpark(thread);
    }

    void awaitEnd(Duration deadline) throws InterruptedException {
        thread.join(Math.max(1, deadline.toMillis()));
    }

    @Override
    public void run() {
        try {
            boolean isDone = false;
            while (!isDone) {
                isDone = sendOrBeginAnew();
            }
        } finally {
            closeProducer(Duration.ofNanos(Math.max(0, stopAtNanos - System.nanoTime())));
            settle();
            release();
            settlement.ended(spool, inFlight, reader, settledUpTo);
        }
    }

    // Whatever goes wrong, such as memory or a native library that is missing, may be mended while the gateway runs.
    private boolean sendOrBeginAnew() {
        try {
            sendUntilStopped();
            return true;
        } catch (RuntimeException | Error e) {
            LOG.error("telemetry sender begins anew sender={} reason={}", thread.getName(), e.toString(), e);
            reopen(new KafkaException(e.toString(), e));
            return isOver();
        }
    }

    private void sendUntilStopped() {
        while (!isOver()) {
            // Read before the spool: what was written ahead of the stop is still seen.
            boolean lastLook = stopping;
            settle();
            doubtWhenQuiet();
            Exception failure = inFlight.failure();
            if (failure != null) {
                reopen(failure);
            }
            if (!partitions.isSettled() || !spool.isWhole()) {
                rest(BUSY_NANOS);
                continue;
            }
            SpoolReader.Read read = nextToSend();
            if (read != null) {
                deliver(read);
            } else if (!inFlight.isEmpty() && !inFlight.isOldestRefused()) {
                rest(BUSY_NANOS);
            } else if (lastLook) {
                return;
            } else {
                release();
                rest(IDLE_NANOS);
            }
        }
    }

    private SpoolReader.@Nullable Read nextToSend() {
        SpoolReader.Read waiting = inFlight.toSend();
        if (waiting != null) {
            return waiting;
        }
        SpoolReader.Read read = inFlight.hasRoom() ? reader.next() : null;
        if (read == null) {
            return null;
        }
        inFlight.add(read);
        if (!Topic.isKnown(read.record().lane().topic())) {
            inFlight.refused(inFlight.place());
        }
        return inFlight.toSend();
    }

    // The callback notes the answer; the future says nothing more.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void deliver(SpoolReader.Read read) {
        Delivery delivery = new Delivery(inFlight, inFlight.place(), Thread.currentThread());
        Exception refusal;
        ProducerRecord<byte[], byte[]> record;
        try {
            record = records.of(read);
        } catch (RuntimeException e) {
            // It would be no other record the next time, and must not hold up all others.
            warn("telemetry record not fit to be sent", e);
            inFlight.refused(inFlight.place());
            return;
        }
        try {
            openProducer().send(record, delivery);
            refusal = delivery.refusal();
        } catch (RuntimeException e) {
            reopen(e);
            return;
        }
        if (refusal == null) {
            inFlight.sent();
            recovered();
        } else if (Refusal.concernsTheRecord(refusal)) {
            warn("telemetry record refused", refusal);
            inFlight.refused(inFlight.place());
        } else if (Refusal.mayPass(refusal)) {
            doubt.run();
            warn("telemetry waits for Kafka", refusal);
            giveUpIfThereIsNoPartition(read);
            pause(FIRST_PAUSE_NANOS);
        } else {
            reopen(refusal);
        }
    }

    // One partition that never comes must not hold up all others.
    private void giveUpIfThereIsNoPartition(SpoolReader.Read read) {
        Lane lane = read.record().lane();
        if (lane.partition() < partitions.of(Topic.numbered(lane.topic()))) {
            missingSinceNanos = 0;
        } else if (missingSinceNanos == 0) {
            missingSinceNanos = System.nanoTime();
        } else if (System.nanoTime() - missingSinceNanos > GIVE_UP_NANOS) {
            inFlight.refused(inFlight.place());
        }
    }

    private void settle() {
        InFlight.Settled settled = settleOldest();
        while (settled != null) {
            settlement.book(settled);
            settledUpTo = settled.read().end();
            settled = settleOldest();
        }
        if (System.nanoTime() - releasedAtNanos >= CHECKPOINT_NANOS) {
            release();
        }
    }

    // A loss that is booked after the last word of this start could be told by nobody: it is left to the next one.
    private InFlight.@Nullable Settled settleOldest() {
        boolean isTooLate = stopping && settlement.isDurable() && inFlight.isOldestRefused();
        return isTooLate ? null : inFlight.settleOldest();
    }

    private void doubtWhenQuiet() {
        long now = System.nanoTime();
        if (inFlight.isEmpty() || settledUpTo > answeredUpTo) {
            answeredUpTo = settledUpTo;
            quietSinceNanos = now;
        } else if (now - quietSinceNanos > DOUBT_NANOS) {
            doubt.run();
            quietSinceNanos = now;
        }
    }

    private void release() {
        if (settledUpTo > releasedUpTo) {
            reader.release(settledUpTo);
            releasedUpTo = settledUpTo;
        }
        releasedAtNanos = System.nanoTime();
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
        warn("telemetry producer reopened", reason);
        closeProducer(Duration.ZERO);
        inFlight.rewind();
        doubt.run();
        pause(pauseNanos);
        pauseNanos = Math.min(LONGEST_PAUSE_NANOS, pauseNanos * 2);
    }

    private void warn(String what, Exception reason) {
        // One line for each trouble, not one for each attempt.
        if (!isTroubled) {
            LOG.warn("{} sender={} reason={}", what, thread.getName(), reason.toString());
        }
        isTroubled = true;
    }

    private void recovered() {
        isTroubled = false;
        pauseNanos = FIRST_PAUSE_NANOS;
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

    /** Waits for more to read; {@link #wake} ends it. */
    private void rest(long nanos) {
        isIdle = nanos >= IDLE_NANOS;
        LockSupport.parkNanos(this, nanos);
        isIdle = false;
    }

    /** Waits before another attempt, however much there is to read. */
    private void pause(long nanos) {
        long until = System.nanoTime() + nanos;
        long left = nanos;
        while (left > 0 && !isOver()) {
            LockSupport.parkNanos(this, Math.min(left, IDLE_NANOS));
            left = until - System.nanoTime();
        }
    }

    private boolean isOver() {
        return stopping && System.nanoTime() - stopAtNanos >= 0;
    }
}
