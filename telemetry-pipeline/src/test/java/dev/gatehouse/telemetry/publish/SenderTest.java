package dev.gatehouse.telemetry.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SenderTest {
    private static final int CAPACITY = 16;
    private static final byte[] BODY = {1};

    private final PartitionCounts partitions = new PartitionCounts(TopicLayout.of(2, 1));
    private final Ledger ledger = new Ledger();
    private final TopicLedger requests = ledger.of(Topic.REQUESTS);
    private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private RuntimeException refusal = new TimeoutException("broker away");
    private final Sender sender = new Sender("test-sender", CAPACITY, this::open, partitions, ledger);

    @AfterEach
    void stop() throws InterruptedException {
        sender.stop(Duration.ZERO);
        sender.awaitEnd(Duration.ofSeconds(5));
    }

    @Test
    void acknowledgedAndFailedRecordsAreBookedEachOnce() {
        partitions.settle();
        sender.start();
        offer(3);
        await(() -> !producers.isEmpty() && producers.get(0).history().size() == 3);
        assertThat(requests.countPending()).isEqualTo(3);

        producers.get(0).completeNext();
        producers.get(0).errorNext(new TimeoutException("too late"));
        producers.get(0).completeNext();

        assertThat(requests.countAcknowledged()).isEqualTo(2);
        assertThat(requests.countLost(LossReason.SEND_FAILED)).isOne();
        assertThat(requests.countPending()).isZero();
        assertBalanced();
    }

    @Test
    void withoutABrokerTheQueueFillsAndTheRestIsCounted() throws InterruptedException {
        offer(CAPACITY + 5);

        assertThat(requests.countLost(LossReason.QUEUE_FULL)).isEqualTo(5);
        assertThat(requests.countPending()).isEqualTo(CAPACITY);
        assertThat(sender.saturation()).isEqualTo(1);
        assertBalanced();

        sender.start();
        sender.stop(Duration.ofMillis(1));
        sender.awaitEnd(Duration.ofSeconds(5));
        assertThat(requests.countLost(LossReason.SHUTDOWN)).isEqualTo(CAPACITY);
        assertThat(requests.countPending()).isZero();
        assertBalanced();
    }

    @Test
    void aRecordThatTheProducerWouldNotTakeIsTriedAgainInOrder() {
        refusals.set(2);
        partitions.settle();
        sender.start();
        offer(2);

        await(() -> !producers.isEmpty() && producers.get(0).history().size() == 2);
        assertThat(producers).hasSize(1);
        assertThat(producers.get(0).history())
                .extracting(sent -> sent.value()[0])
                .containsExactly((byte) 0, (byte) 1);
        assertThat(requests.countLost()).isZero();
    }

    @Test
    void aBrokenProducerIsOpenedAnew() {
        refusal = new AuthorizationException("not yet");
        refusals.set(1);
        partitions.settle();
        sender.start();
        offer(1);

        await(() -> producers.size() == 2 && producers.get(1).history().size() == 1);
        assertThat(producers.get(0).closed()).isTrue();
        assertThat(requests.countLost()).isZero();
    }

    @Test
    void aRecordThatIsTooLargeIsLostAndTheNextOneGoesOut() {
        refusal = new RecordTooLargeException("too large");
        refusals.set(1);
        partitions.settle();
        sender.start();
        offer(2);

        await(() -> !producers.isEmpty() && producers.get(0).history().size() == 1);
        assertThat(requests.countLost(LossReason.SEND_FAILED)).isOne();
        assertThat(requests.countPending()).isOne();
        assertBalanced();
    }

    @Test
    void aPartitionThatTheTopicDoesNotHaveIsALoss() {
        partitions.learn(Topic.REQUESTS, 1);
        partitions.settle();
        sender.start();
        sender.offer(new Outgoing(new Stamp(Topic.REQUESTS, 1, 0, BODY), BODY, 0, List.of()));

        await(() -> requests.countLost(LossReason.SEND_FAILED) == 1);
        assertBalanced();
    }

    private void offer(int count) {
        for (int i = 0; i < count; i++) {
            byte[] body = {(byte) i};
            sender.offer(new Outgoing(new Stamp(Topic.REQUESTS, 0, i, BODY), body, 0, List.of()));
        }
    }

    private void assertBalanced() {
        assertThat(requests.countProduced())
                .isEqualTo(requests.countAcknowledged() + requests.countPending() + requests.countLost());
    }

    /** A producer that refuses its first records as a real one does: by calling back inside {@code send}. */
    private Producer<byte[], byte[]> open() {
        MockProducer<byte[], byte[]> producer = new RefusingProducer();
        producers.add(producer);
        return producer;
    }

    private final class RefusingProducer extends MockProducer<byte[], byte[]> {
        RefusingProducer() {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized java.util.concurrent.Future<org.apache.kafka.clients.producer.RecordMetadata> send(
                org.apache.kafka.clients.producer.ProducerRecord<byte[], byte[]> record,
                org.apache.kafka.clients.producer.Callback callback) {
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                callback.onCompletion(null, refusal);
                return java.util.concurrent.CompletableFuture.failedFuture(refusal);
            }
            return super.send(record, callback);
        }
    }

    private static void await(BooleanSupplier condition) {
        long stopAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(stopAt);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
