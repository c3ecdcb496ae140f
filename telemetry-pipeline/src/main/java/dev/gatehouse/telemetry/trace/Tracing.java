package dev.gatehouse.telemetry.trace;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.event.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the spans of requests that are worth it to a collector, off the road of everything else.
 *
 * <p>The drain thread makes them and puts them into a bounded queue; it never waits. One thread exports them in batches.
 * A collector that is slow or away costs spans, each counted by its reason, and nothing else: traces are for looking
 * closer, the record of what happened is the events in Kafka.
 */
public final class Tracing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);
    private static final int BATCH = 512;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);
    // The exporter's own deadline comes first.
    private static final Duration ANSWER_DEADLINE = Exporters.DEADLINE.plusSeconds(5);

    private final Worth worth;
    private final RequestSpans spans;
    private final SpanCounts counts = new SpanCounts();
    private final BlockingQueue<SpanData> queue;
    private final SpanExporter exporter;
    private final ExporterWords words = ExporterWords.listen();
    private final Thread thread;
    private volatile boolean isClosing;
    private boolean isHeard = true;

    private Tracing(TraceSettings settings, Origin origin, MeterRegistry registry) {
        worth = new Worth(settings);
        spans = new RequestSpans(origin);
        queue = new ArrayBlockingQueue<>(settings.queue());
        exporter = Exporters.of(settings);
        counts.register(registry, queue);
        thread = new Thread(this::export, "gatehouse-tracing");
        thread.setDaemon(true);
    }

    /** Starts the export; returns at once, whether the collector is there or not. */
    public static Tracing start(TraceSettings settings, Origin origin, MeterRegistry registry) {
        Tracing tracing = new Tracing(settings, origin, registry);
        tracing.thread.start();
        return tracing;
    }

    /** Makes spans of a request, if it is worth it. For the drain thread; never waits. */
    public void add(EventSlot slot) {
        if (!worth.keeps(slot)) {
            return;
        }
        for (SpanData span : spans.of(slot)) {
            if (isClosing) {
                counts.add(SpanCounts.Outcome.SHUTDOWN, 1);
            } else if (!queue.offer(span)) {
                counts.add(SpanCounts.Outcome.QUEUE_FULL, 1);
            }
        }
    }

    private void export() {
        List<SpanData> batch = new ArrayList<>(BATCH);
        try {
            while (!isClosing || !queue.isEmpty()) {
                SpanData first = queue.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    export(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            // The deadline of the stop is over.
            counts.add(SpanCounts.Outcome.SHUTDOWN, batch.size());
            Thread.currentThread().interrupt();
        }
    }

    private void export(List<SpanData> batch) throws InterruptedException {
        CompletableResultCode result;
        try {
            // The exporter may still hold them when a deadline has passed.
            result = exporter.export(List.copyOf(batch)).join(ANSWER_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException | Error e) {
            result = CompletableResultCode.ofExceptionalFailure(e);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        counts.add(result.isSuccess() ? SpanCounts.Outcome.EXPORTED : SpanCounts.Outcome.EXPORT_FAILED, batch.size());
        tell(result);
    }

    private void tell(CompletableResultCode result) {
        if (result.isSuccess() != isHeard) {
            isHeard = result.isSuccess();
            if (isHeard) {
                LOG.info("traces exported again");
            } else {
                LOG.warn("traces not exported, each is counted reason={}", words.last());
            }
        }
    }

    SpanCounts counts() {
        return counts;
    }

    int queued() {
        return queue.size();
    }

    /** Exports what waits, within five seconds; the rest is counted. */
    @Override
    public void close() {
        close(CLOSE_DEADLINE);
    }

    /** Exports what waits until the deadline; the rest is counted. */
    public void close(Duration deadline) {
        isClosing = true;
        try {
            thread.join(Math.max(1, deadline.toMillis()));
            thread.interrupt();
            thread.join(LONGEST_WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<SpanData> left = new ArrayList<>();
        queue.drainTo(left);
        counts.add(SpanCounts.Outcome.SHUTDOWN, left.size());
        exporter.shutdown();
        words.close();
    }
}
