package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.publish.TopicLayout;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the pipeline must know; checked when made.
 *
 * @param bootstrapServers Kafka's first addresses
 * @param gatewayId the name of this gateway in every record
 * @param clientProperties passed on to Kafka's clients as they are; may hold secrets, never printed
 * @param ringSlots slots for each event loop, a power of two
 * @param queueRecords records that wait for each sender
 * @param window the length of a window of golden signals
 * @param topics how missing topics are created
 * @param allowSampleRate the share of allowed requests that get a decision record, 0 to 1
 */
public record TelemetrySettings(
        String bootstrapServers,
        String gatewayId,
        Map<String, String> clientProperties,
        int ringSlots,
        int queueRecords,
        Duration window,
        TopicLayout topics,
        double allowSampleRate) {
    private static final int MOST_SLOTS = 1 << 20;
    private static final int MOST_RECORDS = 1 << 24;

    public TelemetrySettings {
        clientProperties = Map.copyOf(clientProperties);
        require(!bootstrapServers.isBlank(), "bootstrap servers must be given");
        require(!gatewayId.isBlank(), "the gateway needs an id");
        require(ringSlots >= 2 && ringSlots <= MOST_SLOTS, "ring slots must be 2 to " + MOST_SLOTS);
        require(Integer.bitCount(ringSlots) == 1, "ring slots must be a power of two");
        require(queueRecords >= 16 && queueRecords <= MOST_RECORDS, "queue must hold 16 to " + MOST_RECORDS);
        require(window.toMillis() >= 100, "a window lasts at least 100 ms");
        require(allowSampleRate >= 0 && allowSampleRate <= 1, "the sample rate of allows must be 0 to 1");
    }

    /** The defaults: 4,096 slots a loop, 16,384 records a sender, windows of 10 s, 6 partitions, no sampled allows. */
    public static TelemetrySettings of(String bootstrapServers, String gatewayId) {
        return new TelemetrySettings(
                bootstrapServers, gatewayId, Map.of(), 4096, 16_384, Duration.ofSeconds(10), TopicLayout.of(6, 1), 0);
    }

    public TelemetrySettings withClientProperties(Map<String, String> properties) {
        return new TelemetrySettings(
                bootstrapServers, gatewayId, properties, ringSlots, queueRecords, window, topics, allowSampleRate);
    }

    public TelemetrySettings withRingSlots(int slots) {
        return new TelemetrySettings(
                bootstrapServers, gatewayId, clientProperties, slots, queueRecords, window, topics, allowSampleRate);
    }

    public TelemetrySettings withQueueRecords(int records) {
        return new TelemetrySettings(
                bootstrapServers, gatewayId, clientProperties, ringSlots, records, window, topics, allowSampleRate);
    }

    public TelemetrySettings withWindow(Duration length) {
        return new TelemetrySettings(
                bootstrapServers,
                gatewayId,
                clientProperties,
                ringSlots,
                queueRecords,
                length,
                topics,
                allowSampleRate);
    }

    public TelemetrySettings withTopics(TopicLayout layout) {
        return new TelemetrySettings(
                bootstrapServers,
                gatewayId,
                clientProperties,
                ringSlots,
                queueRecords,
                window,
                layout,
                allowSampleRate);
    }

    public TelemetrySettings withAllowSampleRate(double rate) {
        return new TelemetrySettings(
                bootstrapServers, gatewayId, clientProperties, ringSlots, queueRecords, window, topics, rate);
    }

    /** Names of client properties only: their values may be secrets. */
    @Override
    public String toString() {
        return "TelemetrySettings[gatewayId=" + gatewayId + ", bootstrapServers=" + bootstrapServers
                + ", clientProperties=" + new TreeSet<>(clientProperties.keySet()) + ", ringSlots=" + ringSlots
                + ", queueRecords=" + queueRecords + ", window=" + window + ", topics=" + topics
                + ", allowSampleRate=" + allowSampleRate + "]";
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
