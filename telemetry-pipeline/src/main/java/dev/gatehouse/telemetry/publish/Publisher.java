package dev.gatehouse.telemetry.publish;

import dev.gatehouse.telemetry.event.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.header.Header;

/**
 * The way to Kafka: stamps records, puts them into the queue of the right sender, and keeps the ledger.
 *
 * <p>Requests have a sender of their own: a flood of them cannot hold back decisions, signals and the gateway's life.
 * Stamping and publishing belong to the drain thread; neither ever waits.
 */
public final class Publisher {
    private final PartitionCounts partitions;
    private final Sequencer sequencer;
    private final CloudEvent cloudEvent;
    private final Ledger ledger = new Ledger();
    private final Sender requests;
    private final Sender records;
    private final TopicSetup topics;

    public Publisher(
            String bootstrapServers,
            Map<String, String> clientProperties,
            TopicLayout layout,
            int queueRecords,
            Origin origin) {
        this(new KafkaAccess(bootstrapServers, clientProperties), layout, queueRecords, origin);
    }

    private Publisher(KafkaAccess kafka, TopicLayout layout, int queueRecords, Origin origin) {
        partitions = new PartitionCounts(layout);
        sequencer = new Sequencer(partitions);
        cloudEvent = new CloudEvent(origin);
        requests = sender("gatehouse-telemetry-requests", queueRecords, kafka::producer);
        records = sender("gatehouse-telemetry-records", queueRecords, kafka::producer);
        topics = new TopicSetup(kafka, layout, partitions);
    }

    private Sender sender(String name, int queueRecords, Function<String, Producer<byte[], byte[]>> producers) {
        return new Sender(name, queueRecords, () -> producers.apply(name), partitions, ledger);
    }

    /** Starts the threads. Nothing here waits for a broker. */
    public void start() {
        topics.start();
        requests.start();
        records.start();
    }

    /** Gives the next record of a topic its partition and number. */
    public Stamp stamp(Topic topic, String key) {
        return sequencer.stamp(topic, key);
    }

    /** Hands a record over to its sender, or counts it as lost. */
    public void publish(Stamp stamp, byte[] value, long idHigh, long idLow, long epochMillis) {
        List<Header> headers = cloudEvent.headers(stamp.topic(), idHigh, idLow, epochMillis);
        senderOf(stamp.topic()).offer(new Outgoing(stamp, value, epochMillis, headers));
    }

    /** Books a stamped record that could not be encoded. */
    public void countUnencoded(Topic topic) {
        ledger.of(topic).produced();
        ledger.of(topic).lost(LossReason.ENCODE_FAILED);
    }

    /** The numbers of a topic's partitions that were given since this was asked last. */
    public List<SequenceRange> takeRanges(Topic topic) {
        return sequencer.takeRanges(topic);
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Records that wait in the queue of a topic's sender. */
    public int queueDepth(Topic topic) {
        return senderOf(topic).depth();
    }

    /** How full the fuller queue is, from 0 to 1. */
    public double saturation() {
        return Math.max(requests.saturation(), records.saturation());
    }

    /** Sends what is queued until the deadline, counts the rest as lost, and ends the threads. */
    public void stop(Duration deadline) throws InterruptedException {
        requests.stop(deadline);
        records.stop(deadline);
        // A producer's close may take as long as its last call to the broker.
        Duration patience = deadline.plusSeconds(2);
        requests.awaitEnd(patience);
        records.awaitEnd(patience);
        // Last: a gateway that stops right after its start still needs to know the topics in order to send.
        topics.stop();
    }

    private Sender senderOf(Topic topic) {
        return topic == Topic.REQUESTS ? requests : records;
    }
}
