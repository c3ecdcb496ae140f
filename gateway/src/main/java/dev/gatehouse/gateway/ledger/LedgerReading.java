package dev.gatehouse.gateway.ledger;

import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.read.EndOffsets;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.LedgerAudit;
import dev.gatehouse.telemetry.read.LedgerAudit.Lane;
import dev.gatehouse.telemetry.read.StartAt;
import dev.gatehouse.telemetry.read.UpToNow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads all topics that gateways write and holds them against each other. */
public final class LedgerReading {
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    // Six windows of the usual length without one: a gateway that runs would have been heard.
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final KafkaAccess kafka;
    private final Optional<Instant> since;
    private final InstantSource clock;

    /** Reads what was written since a moment, or all that is kept. */
    public LedgerReading(KafkaAccess kafka, Optional<Instant> since, InstantSource clock) {
        this.kafka = kafka;
        this.since = since;
        this.clock = clock;
    }

    /**
     * Reads up to now and judges every boot.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer, falls silent, or lacks a topic
     */
    public LedgerVerdict read(UpToNow.Progress progress) {
        StartAt start = since.map(StartAt::time).orElseGet(StartAt::earliest);
        List<String> topics =
                Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        try (EventReader events = EventReader.open(kafka, topics, start, ANSWER_DEADLINE)) {
            EndOffsets begins = events.beginOffsets(ANSWER_DEADLINE);
            requireAll(topics, begins);
            LedgerAudit audit = new LedgerAudit();
            LedgerNotes notes = new LedgerNotes(audit);
            long read = UpToNow.read(events, notes::note, progress);
            long silentBefore = clock.instant().minus(SILENCE).toEpochMilli();
            return new LedgerVerdict(
                    read,
                    notes.foreign(),
                    audit.isTooMuch(),
                    audit.results(new ReadHow(begins.offsets(), since, notes.oldest(), silentBefore)));
        }
    }

    private static void requireAll(List<String> topics, EndOffsets begins) {
        for (String topic : topics) {
            if (begins.offsets().keySet().stream()
                    .noneMatch(partition -> partition.topic().equals(topic))) {
                throw new UnknownTopicOrPartitionException("it has no topic " + topic);
            }
        }
    }

    /** A boot that began after what is kept of a partition, or after what was asked for, is there from its start. */
    private record ReadHow(
            Map<TopicPartition, Long> begins, Optional<Instant> since, Map<Lane, Long> oldest, long silentBefore)
            implements LedgerAudit.Reading {

        @Override
        public boolean beginsInTheMiddle(String bootId, Lane lane) {
            long begin = begins.getOrDefault(new TopicPartition(lane.topic(), lane.partition()), 0L);
            if (begin == 0 && since.isEmpty()) {
                return false;
            }
            long readFrom = since.map(Instant::toEpochMilli).orElseGet(() -> oldest.getOrDefault(lane, Long.MAX_VALUE));
            return BootTime.millisOf(bootId) <= readFrom;
        }

        @Override
        public boolean isCompacted(String topic) {
            return topic.equals(Topic.CONFIG.topicName());
        }

        @Override
        public String requests() {
            return Topic.REQUESTS.topicName();
        }

        @Override
        public String windows() {
            return Topic.SIGNALS.topicName();
        }
    }
}
