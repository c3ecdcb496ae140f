package dev.gatehouse.telemetry.trace;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What became of the spans: each that was made was exported, was dropped for a reason, or waits. */
final class SpanCounts {
    static final String SPANS = "gatehouse.tracing.spans";
    static final String QUEUED = "gatehouse.tracing.queued";

    /** How a span ended. */
    enum Outcome {
        EXPORTED,
        QUEUE_FULL,
        EXPORT_FAILED,
        SHUTDOWN
    }

    private final Map<Outcome, AtomicLong> counts = new EnumMap<>(Outcome.class);

    SpanCounts() {
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, new AtomicLong());
        }
    }

    void add(Outcome outcome, int spans) {
        of(outcome).addAndGet(spans);
    }

    long get(Outcome outcome) {
        return of(outcome).get();
    }

    private AtomicLong of(Outcome outcome) {
        AtomicLong counted = counts.get(outcome);
        if (counted == null) {
            throw new IllegalStateException("no counter of " + outcome);
        }
        return counted;
    }

    void register(MeterRegistry registry, BlockingQueue<?> queue) {
        counts.forEach((outcome, count) -> FunctionCounter.builder(SPANS, count, AtomicLong::get)
                .description("spans that were exported, and those that were not, by reason")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry));
        Gauge.builder(QUEUED, queue, BlockingQueue::size)
                .description("spans that wait for the collector")
                .register(registry);
    }
}
