package dev.gatehouse.telemetry.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.telemetry.read.NumberSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Lets each window of a gateway pass once, under the key of whom and when it is about.
 *
 * <p>A gateway may send a record twice, after a failure or, from its spool, hours after a crash: same boot, partition and
 * number. Numbers are dense in each partition, so what was seen of a boot is one range, and a boot of which nothing was
 * heard for {@link #FORGOTTEN_AFTER} is forgotten. This runs before windows are sorted anew by subject, for only there
 * the partition is the one that the numbers count in.
 */
final class FirstTimeOnly extends ContextualProcessor<byte[], byte[], String, byte[]> {
    /** By boot: the numbers that were seen, as text. */
    static final String STORE = "seen";

    static final Duration FORGOTTEN_AFTER = Duration.ofDays(14);
    /** A boot with more holes has its oldest taken as seen. */
    static final int MOST_RANGES = 1000;

    private static final Duration SWEEP = Duration.ofHours(1);

    private final FleetCounts counts;
    private KeyValueStore<String, String> seen;

    // Kafka calls init before anything else.
    @SuppressWarnings("NullAway.Init")
    FirstTimeOnly(FleetCounts counts) {
        this.counts = counts;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        seen = context.getStateStore(STORE);
        context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, this::forget);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        GatewayWindow window = GatewayWindow.read(record.value()).orElse(null);
        if (window == null) {
            counts.unread();
            return;
        }
        String known = seen.get(window.bootId());
        NumberSet numbers = known == null ? new NumberSet() : Seen.ofText(known).numbers();
        if (!numbers.add(window.pseq())) {
            counts.duplicate();
            return;
        }
        while (numbers.size() > MOST_RANGES) {
            numbers.closeLowestGap();
        }
        seen.put(window.bootId(), new Seen(numbers, context().currentSystemTimeMs()).toText());
        counts.window();
        int partition =
                context().recordMetadata().map(RecordMetadata::partition).orElse(0);
        Record<String, byte[]> passed =
                new Record<>(window.minuteKey(), record.value(), Math.max(0, record.timestamp()), record.headers());
        passed.headers().add(WindowMerging.ORIGIN, window.origin(partition).getBytes(UTF_8));
        context().forward(passed);
    }

    private void forget(long nowMillis) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, String> all = seen.all()) {
            while (all.hasNext()) {
                KeyValue<String, String> boot = all.next();
                if (Seen.ofText(boot.value).lastMillis() < nowMillis - FORGOTTEN_AFTER.toMillis()) {
                    old.add(boot.key);
                }
            }
        }
        old.forEach(seen::delete);
    }
}
