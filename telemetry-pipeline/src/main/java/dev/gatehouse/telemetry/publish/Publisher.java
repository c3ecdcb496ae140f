package dev.gatehouse.telemetry.publish;

import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.event.Origin;
import dev.gatehouse.telemetry.spool.LaneNumbers;
import dev.gatehouse.telemetry.spool.LossSink;
import dev.gatehouse.telemetry.spool.Spool;
import dev.gatehouse.telemetry.spool.SpoolRecord;
import dev.gatehouse.telemetry.spool.SpoolStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The way to Kafka: stamps records, writes them into the spool of their class, and keeps the ledger. A sender for each
 * class brings them from there to the broker.
 *
 * <p>Stamping, publishing and flushing belong to the drain thread; none of them waits for a broker.
 */
public final class Publisher implements LossSink {
    // What a sender holds in memory beside the producer's own buffer.
    private static final long MOST_BYTES_IN_FLIGHT = 8L << 20;

    private final Origin origin;
    private final PartitionCounts partitions;
    private final Sequencer sequencer;
    private final Ledger ledger = new Ledger();
    private final UntoldLosses untold = new UntoldLosses();
    private final SpoolStore store;
    private final Settlement settlement;
    private final TopicSetup topics;
    private final Map<TopicClass, Spool> spools = new EnumMap<>(TopicClass.class);
    private final Map<TopicClass, Sender> senders = new EnumMap<>(TopicClass.class);

    public Publisher(
            String bootstrapServers,
            Map<String, String> clientProperties,
            TopicLayout layout,
            SpoolStore store,
            Origin origin) {
        this.origin = origin;
        this.store = store;
        KafkaAccess kafka = new KafkaAccess(bootstrapServers, clientProperties);
        partitions = new PartitionCounts(layout);
        sequencer = new Sequencer(partitions);
        topics = new TopicSetup(kafka, layout, partitions);
        settlement = new Settlement(
                ledger,
                untold,
                origin.bootId(),
                store.isDurable(),
                store.tally().lanes());
        for (TopicClass topicClass : TopicClass.values()) {
            Spool spool = spool(topicClass);
            spools.put(topicClass, spool);
            senders.put(topicClass, sender(topicClass, spool, kafka));
        }
    }

    private Spool spool(TopicClass topicClass) {
        try {
            return store.spool(
                    topicClass.folder(),
                    topicClass.shareOf(store.budget().limit()),
                    () -> sequencer.nextOf(topicClass),
                    this,
                    // Requests are the first to give way, whoever needs the room.
                    () -> spoolOf(TopicClass.REQUESTS).giveUpOldest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Sender sender(TopicClass topicClass, Spool spool, KafkaAccess kafka) {
        return new Sender(
                topicClass.senderName(),
                spool,
                Math.min(MOST_BYTES_IN_FLIGHT, store.budget().limit() / 8),
                new ToProducerRecord(new CloudEvent(origin)),
                () -> kafka.producer(topicClass.senderName()),
                partitions,
                topics::recheck,
                settlement);
    }

    /** Starts the threads. Nothing here waits for a broker. */
    public void start() {
        topics.start();
        senders.values().forEach(Sender::start);
    }

    /** Gives the next record of a topic its partition and number. */
    public Stamp stamp(Topic topic, String key) {
        return sequencer.stamp(topic, key);
    }

    /** Takes a record over; it leaves the process with the next {@link #flush}. */
    public void publish(Stamp stamp, EventFormat format, byte[] value, long idHigh, long idLow, long epochMillis) {
        Topic topic = stamp.topic();
        ledger.of(topic).produced();
        try {
            spoolOf(topic.topicClass())
                    .append(new SpoolRecord(
                            stamp.lane(),
                            stamp.pseq(),
                            format.number(),
                            epochMillis,
                            idHigh,
                            idLow,
                            stamp.key(),
                            value));
        } catch (RuntimeException | Error e) {
            // For want of memory, say. The number was given, and a hole must be declared.
            lost(stamp, LossReason.SPOOL_FAILED);
            throw e;
        }
    }

    /** Writes what was published. */
    public void flush() {
        for (TopicClass topicClass : TopicClass.values()) {
            flush(topicClass);
        }
    }

    /** Writes what was published to a topic and its like, and says whether all of it found room since the last time. */
    public boolean flush(Topic topic) {
        return flush(topic.topicClass());
    }

    private boolean flush(TopicClass topicClass) {
        Spool spool = spoolOf(topicClass);
        // Waking a thread is a system call, and most flushes have nothing for most classes.
        boolean isNew = spool.hasAppended();
        boolean isWritten = spool.flush();
        if (isNew) {
            Objects.requireNonNull(senders.get(topicClass)).wake();
        }
        return isWritten;
    }

    /** Books a stamped record that could not be encoded. */
    public void countUnencoded(Stamp stamp) {
        ledger.of(stamp.topic()).produced();
        lost(stamp, LossReason.ENCODE_FAILED);
    }

    private void lost(Stamp stamp, LossReason reason) {
        LaneNumbers number = new LaneNumbers();
        number.add(stamp.lane(), stamp.pseq());
        ledger.of(stamp.topic()).lost(reason);
        untold.add(reason, origin.bootId(), number);
    }

    /** Books a record that nobody wants, because no broker is configured. It gets no number. */
    public void countWithoutKafka(Topic topic) {
        ledger.of(topic).produced();
        ledger.of(topic).lost(LossReason.NO_KAFKA);
    }

    @Override
    public void lost(Loss loss, String bootId, LaneNumbers numbers) {
        LossReason reason = reasonOf(loss);
        if (bootId.equals(origin.bootId())) {
            for (Topic topic : Topic.values()) {
                ledger.of(topic).lost(reason, numbers.countOf(topic.number()));
            }
        }
        untold.add(reason, bootId, numbers);
    }

    private static LossReason reasonOf(Loss loss) {
        return switch (loss) {
            case BUDGET -> LossReason.SPOOL_BUDGET;
            case FULL -> LossReason.SPOOL_FULL;
            case UNREADABLE -> LossReason.SPOOL_FAILED;
        };
    }

    /** The numbers of a topic's partitions that were given since this was asked last. */
    public List<SequenceRange> takeRanges(Topic topic) {
        return sequencer.takeRanges(topic);
    }

    /** All numbers that were given so far. */
    public List<SequenceRange> given() {
        return sequencer.given();
    }

    public Ledger ledger() {
        return ledger;
    }

    /** What was lost and is not published yet. */
    public UntoldLosses untold() {
        return untold;
    }

    /** Records of former starts that Kafka took from this one. */
    public long replayed() {
        return settlement.replayed();
    }

    /** Sends what is here until the deadline and ends the threads. */
    public void stop(Duration deadline) throws InterruptedException {
        senders.values().forEach(sender -> sender.stop(deadline));
        // A producer's close may take as long as its last call to the broker.
        Duration patience = deadline.plusSeconds(2);
        for (Sender sender : senders.values()) {
            sender.awaitEnd(patience);
        }
        // Last: a gateway that stops right after its start still needs to know the topics in order to send.
        topics.stop();
        spools.values().forEach(Spool::close);
    }

    /** Whether all that waits lies on disk. Any thread. */
    public boolean isAllOnDisk() {
        return spools.values().stream()
                .allMatch(spool -> spool.inMemory(Long.MIN_VALUE).isEmpty());
    }

    private Spool spoolOf(TopicClass topicClass) {
        return Objects.requireNonNull(spools.get(topicClass));
    }
}
