package dev.gatehouse.telemetry.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Adds windows of all gateways up to rows of a minute, and writes a row anew whenever it has grown.
 *
 * <p>A minute of which nothing was heard for a while is closed and leaves the memory. What comes for it later, say from a
 * gateway that was cut off from Kafka for hours, begins another row of the same minute, another {@code part}: nothing is
 * ever too late to be counted, and a reader who adds the parts up has all of it. A part is named after the first record
 * in it.
 */
final class WindowMerging extends ContextualProcessor<String, byte[], String, byte[]> {
    static final String STORE = "minutes";
    /** The header that tells which record a window is. */
    static final String ORIGIN = "gatehouse-origin";

    static final Duration CLOSED_AFTER = Duration.ofMinutes(2);

    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final FleetCounts counts;
    private final int mostOpen;
    /** When a row last grew, the longest ago first. */
    private final Map<String, Long> grown = new LinkedHashMap<>(16, 0.75f, true);

    private KeyValueStore<String, byte[]> rows;

    // Kafka calls init before anything else.
    @SuppressWarnings("NullAway.Init")
    WindowMerging(FleetCounts counts, int mostOpen) {
        this.counts = counts;
        this.mostOpen = mostOpen;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        rows = context.getStateStore(STORE);
        try (KeyValueIterator<String, byte[]> restored = rows.all()) {
            restored.forEachRemaining(row -> grown.put(row.key, context.currentSystemTimeMs()));
        }
        context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, this::closeOld);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        GatewayWindow window = GatewayWindow.read(record.value()).orElse(null);
        if (window == null) {
            counts.unread();
            return;
        }
        byte[] before = rows.get(record.key());
        ObjectNode row = before == null ? begin(window, originOf(record)) : merge(read(before), window);
        byte[] after = write(row);
        rows.put(record.key(), after);
        grown.put(record.key(), context().currentSystemTimeMs());
        counts.row();
        // Brokers refuse times that are ahead of theirs, as a gateway's clock may be.
        long time = Math.max(0, Math.min(window.minute().toEpochMilli(), record.timestamp()));
        context().forward(new Record<>(keyOf(record.key(), row), after, time));
        closeMoreThanFit();
    }

    private static String originOf(Record<String, byte[]> record) {
        return new String(record.headers().lastHeader(ORIGIN).value(), UTF_8);
    }

    private static ObjectNode begin(GatewayWindow window, String origin) {
        Instant minute = window.minute();
        ObjectNode row = GatewayWindow.JSON.createObjectNode();
        row.put("kind", window.isAboutSubject() ? "fleet_subject" : "fleet")
                .put("window_start", minute.toString())
                .put("window_end", minute.plus(GatewayWindow.MINUTE).toString())
                .put("part", origin)
                .put("windows", 0);
        if (window.isAboutSubject()) {
            row.set("route", window.json().path("route"));
            row.set("caller", window.json().path("caller"));
            row.set("callee", window.json().path("callee"));
        }
        return merge(row, window);
    }

    private static ObjectNode merge(ObjectNode row, GatewayWindow window) {
        MergedWindow sum = new MergedWindow();
        sum.add(row);
        sum.add(window.json());
        row.put("windows", row.path("windows").asLong() + 1);
        sum.write(row);
        return row;
    }

    private static String keyOf(String minuteKey, ObjectNode row) {
        ArrayNode key = (ArrayNode) readNode(minuteKey.getBytes(UTF_8));
        return key.add(row.path("part").asText()).toString();
    }

    private void closeOld(long nowMillis) {
        Iterator<Map.Entry<String, Long>> oldest = grown.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<String, Long> row = oldest.next();
            if (row.getValue() > nowMillis - CLOSED_AFTER.toMillis()) {
                return;
            }
            rows.delete(row.getKey());
            oldest.remove();
        }
    }

    private void closeMoreThanFit() {
        while (grown.size() > mostOpen) {
            String oldest = grown.keySet().iterator().next();
            rows.delete(oldest);
            grown.remove(oldest);
            counts.early();
        }
    }

    private static ObjectNode read(byte[] row) {
        return (ObjectNode) readNode(row);
    }

    private static JsonNode readNode(byte[] json) {
        try {
            return GatewayWindow.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] write(ObjectNode row) {
        try {
            return GatewayWindow.JSON.writeValueAsBytes(row);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
