package dev.gatehouse.telemetry;

import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.publish.ClientPropertyCheck;
import dev.gatehouse.telemetry.publish.TopicLayout;
import dev.gatehouse.telemetry.spool.SpoolSettings;
import dev.gatehouse.telemetry.trace.TraceSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the pipeline must know; checked when made.
 *
 * @param bootstrapServers Kafka's first addresses; empty if nothing is to be published
 * @param gatewayId the name of this gateway in every record
 * @param clientProperties passed on to Kafka's clients as they are; may hold secrets, never printed
 * @param ringSlots slots for each event loop, a power of two
 * @param window the length of a window of golden signals
 * @param topics how missing topics are created
 * @param allowSampleRate the share of allowed requests that get a decision record, 0 to 1
 * @param spool where what waits for Kafka lies
 * @param format how events and decisions are written
 * @param tracing where spans go; null if nowhere
 */
public record TelemetrySettings(
        String bootstrapServers,
        String gatewayId,
        Map<String, String> clientProperties,
        int ringSlots,
        Duration window,
        TopicLayout topics,
        double allowSampleRate,
        SpoolSettings spool,
        EventFormat format,
        @Nullable TraceSettings tracing) {
    private static final int MOST_SLOTS = 1 << 20;

    public TelemetrySettings {
        clientProperties = Map.copyOf(clientProperties);
        require(!gatewayId.isBlank(), "the gateway needs an id");
        require(ringSlots >= 2 && ringSlots <= MOST_SLOTS, "ring slots must be 2 to " + MOST_SLOTS);
        require(Integer.bitCount(ringSlots) == 1, "ring slots must be a power of two");
        require(window.toMillis() >= 100, "a window lasts at least 100 ms");
        require(allowSampleRate >= 0 && allowSampleRate <= 1, "the sample rate of allows must be 0 to 1");
    }

    /** The defaults: 4,096 slots a loop, windows of 10 s, 6 partitions, no sampled allows, a spool in memory, Protobuf. */
    public static TelemetrySettings of(String bootstrapServers, String gatewayId) {
        return new TelemetrySettings(
                bootstrapServers,
                gatewayId,
                Map.of(),
                4096,
                Duration.ofSeconds(10),
                TopicLayout.of(6, 1),
                0,
                SpoolSettings.inMemory(),
                EventFormat.PROTOBUF,
                null);
    }

    /** Whether there is a broker to publish to. */
    public boolean hasKafka() {
        return !bootstrapServers.isBlank();
    }

    public TelemetrySettings withClientProperties(Map<String, String> properties) {
        return new TelemetrySettings(
                bootstrapServers,
                gatewayId,
                properties,
                ringSlots,
                window,
                topics,
                allowSampleRate,
                spool,
                format,
                tracing);
    }

    public TelemetrySettings withRingSlots(int slots) {
        return new TelemetrySettings(
                bootstrapServers,
                gatewayId,
                clientProperties,
                slots,
                window,
                topics,
                allowSampleRate,
                spool,
                format,
                tracing);
    }

    public TelemetrySettings withWindow(Duration length) {
        return new TelemetrySettings(
                bootstrapServers,
                gatewayId,
                clientProperties,
                ringSlots,
                length,
                topics,
                allowSampleRate,
                spool,
                format,
                tracing);
    }

    public TelemetrySettings withTopics(TopicLayout layout) {
        return new TelemetrySettings(
                bootstrapServers,
                gatewayId,
                clientProperties,
                ringSlots,
                window,
                layout,
                allowSampleRate,
                spool,
                format,
                tracing);
    }

    public TelemetrySettings withAllowSampleRate(double rate) {
        return new TelemetrySettings(
                bootstrapServers, gatewayId, clientProperties, ringSlots, window, topics, rate, spool, format, tracing);
    }

    public TelemetrySettings withFormat(EventFormat written) {
        return new TelemetrySettings(
                bootstrapServers,
                gatewayId,
                clientProperties,
                ringSlots,
                window,
                topics,
                allowSampleRate,
                spool,
                written,
                tracing);
    }

    public TelemetrySettings withSpool(SpoolSettings place) {
        return new TelemetrySettings(
                bootstrapServers,
                gatewayId,
                clientProperties,
                ringSlots,
                window,
                topics,
                allowSampleRate,
                place,
                format,
                tracing);
    }

    public TelemetrySettings withTracing(TraceSettings spans) {
        return new TelemetrySettings(
                bootstrapServers,
                gatewayId,
                clientProperties,
                ringSlots,
                window,
                topics,
                allowSampleRate,
                spool,
                format,
                spans);
    }

    /** Names of client properties only: their values may be secrets. */
    @Override
    public String toString() {
        return "TelemetrySettings[gatewayId=" + gatewayId + ", bootstrapServers=" + bootstrapServers
                + ", clientProperties=" + ClientPropertyCheck.printable(clientProperties.keySet()) + ", ringSlots="
                + ringSlots
                + ", window=" + window + ", topics=" + topics
                + ", allowSampleRate=" + allowSampleRate + ", spool=" + spool + ", format=" + format + ", tracing="
                + tracing + "]";
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
