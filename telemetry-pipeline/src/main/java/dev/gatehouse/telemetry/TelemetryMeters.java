package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.publish.LossReason;
import dev.gatehouse.telemetry.publish.Publisher;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.publish.TopicLedger;
import dev.gatehouse.telemetry.ring.Rings;
import dev.gatehouse.telemetry.spool.SpoolStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Shows the ledger to Prometheus. The counters are read when asked for; nothing is counted twice. */
final class TelemetryMeters {
    static final String FINISHED = "gatehouse.telemetry.finished";
    static final String RING_DROPPED = "gatehouse.telemetry.ring.dropped";
    static final String PENDING = "gatehouse.telemetry.pending";
    static final String REPLAYED = "gatehouse.telemetry.replayed";
    static final String SPOOL_BYTES = "gatehouse.telemetry.spool.bytes";
    static final String SPOOL_SATURATION = "gatehouse.telemetry.spool.saturation";
    static final String SPOOL_DURABLE = "gatehouse.telemetry.spool.durable";
    static final String PRODUCED = "gatehouse.telemetry.produced";
    static final String ACKNOWLEDGED = "gatehouse.telemetry.acknowledged";
    static final String LOST = "gatehouse.telemetry.lost";

    private TelemetryMeters() {}

    static void register(MeterRegistry registry, Rings rings, Publisher publisher, SpoolStore spool) {
        FunctionCounter.builder(FINISHED, rings, Rings::finished).register(registry);
        FunctionCounter.builder(RING_DROPPED, rings, Rings::dropped).register(registry);
        for (Topic topic : Topic.values()) {
            TopicLedger ledger = publisher.ledger().of(topic);
            FunctionCounter.builder(PRODUCED, ledger, TopicLedger::countProduced)
                    .tag("topic", topic.topicName())
                    .register(registry);
            FunctionCounter.builder(ACKNOWLEDGED, ledger, TopicLedger::countAcknowledged)
                    .tag("topic", topic.topicName())
                    .register(registry);
            for (LossReason reason : LossReason.values()) {
                FunctionCounter.builder(LOST, ledger, counted -> counted.countLost(reason))
                        .tag("topic", topic.topicName())
                        .tag("reason", reason.wireName())
                        .register(registry);
            }
        }
        for (Topic topic : Topic.values()) {
            Gauge.builder(PENDING, publisher.ledger().of(topic), TopicLedger::countPending)
                    .tag("topic", topic.topicName())
                    .register(registry);
        }
        FunctionCounter.builder(REPLAYED, publisher, Publisher::replayed).register(registry);
        Gauge.builder(SPOOL_BYTES, spool, store -> store.budget().used())
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder(SPOOL_SATURATION, spool, store -> store.budget().saturation())
                .register(registry);
        Gauge.builder(SPOOL_DURABLE, () -> spool.isDurable() && publisher.isAllOnDisk() ? 1 : 0)
                .description("1 if all that waits for Kafka lies on disk")
                .register(registry);
    }
}
