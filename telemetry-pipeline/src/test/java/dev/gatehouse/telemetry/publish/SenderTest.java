package dev.gatehouse.telemetry.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.event.Origin;
import dev.gatehouse.telemetry.spool.Lane;
import dev.gatehouse.telemetry.spool.LaneNumbers;
import dev.gatehouse.telemetry.spool.LoopTally;
import dev.gatehouse.telemetry.spool.LossSink;
import dev.gatehouse.telemetry.spool.Spool;
import dev.gatehouse.telemetry.spool.SpoolRecord;
import dev.gatehouse.telemetry.spool.SpoolSettings;
import dev.gatehouse.telemetry.spool.SpoolStore;
import dev.gatehouse.telemetry.spool.Writer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final byte[] BODY = {1};
    private static final Lane LANE = new Lane(Topic.REQUESTS.number(), 0);

    private final PartitionCounts partitions = new PartitionCounts(TopicLayout.of(2, 1));
    private final Ledger ledger = new Ledger();
    private final UntoldLosses untold = new UntoldLosses();
    private final TopicLedger requests = ledger.of(Topic.REQUESTS);
    private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger doubts = new AtomicInteger();
    private RuntimeException refusal = new TimeoutException("broker away");
    private final Spool spool;
    private final Sender sender;
    private long next;

    SenderTest() throws IOException {
        SpoolStore store = SpoolStore.open(SpoolSettings.inMemory(), new Writer("gw", "boot"));
        LossSink none = (loss, bootId, numbers) -> {};
        spool = store.spool("requests", 1 << 20, Map::of, none, () -> false);
        sender = sender(false);
    }

    private Sender sender(boolean isDurable) {
        return new Sender(
                "test-sender",
                spool,
                1 << 20,
                new ToProducerRecord(new CloudEvent(new Origin("gw", "boot"))),
                this::open,
                partitions,
                doubts::incrementAndGet,
                new Settlement(
                        ledger, untold, "boot", isDurable, LoopTally.inMemory().lanes()));
    }

    @AfterEach
    void stop() throws InterruptedException {
        sender.stop(Duration.ZERO);
        sender.awaitEnd(Duration.ofSeconds(5));
    }

    @Test
    void acknowledgedRecordsAreBookedEachOnce() {
        partitions.settle();
        sender.start();
        write(3);
        await(() -> sentBy(0) == 3);
        assertThat(requests.countPending()).isEqualTo(3);

        producers.get(0).completeNext();
        producers.get(0).completeNext();
        producers.get(0).completeNext();

        await(() -> requests.countAcknowledged() == 3);
        assertBalanced();
    }

    @Test
    void afterAFailureANewProducerBeginsWithTheOldestThatHasNoAnswer() {
        partitions.settle();
        sender.start();
        write(3);
        await(() -> sentBy(0) == 3);

        producers.get(0).completeNext();
        producers.get(0).errorNext(new TimeoutException("too late"));

        await(() -> producers.size() == 2 && sentBy(1) >= 1);
        await(() -> requests.countAcknowledged() >= 1);
        assertThat(producers.get(0).closed()).isTrue();
        assertThat(producers.get(1).history().get(0).value()).containsExactly(1);
        assertThat(requests.countLost()).isZero();
        assertBalanced();
    }

    @Test
    void whatCameAheadOfAFailedRecordIsNotSentAgain() {
        partitions.settle();
        sender.start();
        write(3);
        await(() -> sentBy(0) == 3);

        producers.get(0).errorNext(new TimeoutException("too late"));

        await(() -> producers.size() == 2 && sentBy(1) == 3);
        assertThat(producers.get(1).history())
                .extracting(sent -> sent.value()[0])
                .containsExactly((byte) 0, (byte) 1, (byte) 2);
    }

    @Test
    void aRecordThatKafkaRefusesForItsOwnSakeIsLostByNumber() {
        partitions.settle();
        sender.start();
        write(2);
        await(() -> sentBy(0) == 2);

        producers.get(0).errorNext(new RecordTooLargeException("too large"));
        producers.get(0).completeNext();

        await(() -> requests.countAcknowledged() == 1);
        assertThat(requests.countLost(LossReason.SEND_FAILED)).isOne();
        assertThat(lostNumbers()).containsExactly(new LaneNumbers.Range(LANE, 0, 0));
        assertBalanced();
    }

    @Test
    void withoutABrokerEverythingWaitsAndIsCountedAtTheEnd() throws InterruptedException {
        write(50);
        sender.start();
        assertThat(requests.countPending()).isEqualTo(50);

        sender.stop(Duration.ofMillis(1));
        sender.awaitEnd(Duration.ofSeconds(5));

        assertThat(requests.countLost(LossReason.SHUTDOWN)).isEqualTo(50);
        assertThat(lostNumbers()).containsExactly(new LaneNumbers.Range(LANE, 0, 49));
        assertBalanced();
    }

    @Test
    void aRecordThatTheProducerWouldNotTakeIsTriedAgainInOrder() {
        refusals.set(2);
        partitions.settle();
        sender.start();
        write(2);

        await(() -> sentBy(0) == 2);
        assertThat(producers).hasSize(1);
        assertThat(doubts).hasValue(2);
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
        write(1);

        await(() -> producers.size() == 2 && sentBy(1) == 1);
        assertThat(producers.get(0).closed()).isTrue();
        assertThat(requests.countLost()).isZero();
    }

    @Test
    void aRecordThatIsTooLargeIsLostAndTheNextOneGoesOut() {
        refusal = new RecordTooLargeException("too large");
        refusals.set(1);
        partitions.settle();
        sender.start();
        write(2);

        await(() -> sentBy(0) == 1 && requests.countLost(LossReason.SEND_FAILED) == 1);
        assertThat(requests.countPending()).isOne();
        assertBalanced();
    }

    @Test
    void aRecordThatIsRefusedDuringTheStopIsLeftToTheNextStart() throws InterruptedException {
        refusal = new RecordTooLargeException("too large");
        refusals.set(1);
        partitions.settle();
        write(1);
        Sender durable = sender(true);
        durable.stop(Duration.ofSeconds(5));
        durable.start();
        durable.awaitEnd(Duration.ofSeconds(10));

        assertThat(producers).hasSize(1);
        assertThat(requests.countLost(LossReason.SEND_FAILED)).isZero();
        assertThat(lostNumbers()).isEmpty();
    }

    private int sentBy(int producer) {
        return producers.size() <= producer
                ? 0
                : producers.get(producer).history().size();
    }

    private List<LaneNumbers.Range> lostNumbers() {
        List<LaneNumbers.Range> lost = new ArrayList<>();
        untold.tell(loss -> lost.addAll(loss.numbers().ranges()));
        return lost;
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            byte[] body = {(byte) i};
            requests.produced();
            spool.append(new SpoolRecord(LANE, next++, (byte) 0, 0, 0, 0, BODY, body));
        }
        assertThat(spool.flush()).isTrue();
        sender.wake();
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
