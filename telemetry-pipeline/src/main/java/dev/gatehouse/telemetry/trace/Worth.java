package dev.gatehouse.telemetry.trace;

import dev.gatehouse.telemetry.event.EventSlot;
import dev.gatehouse.telemetry.signals.Outcome;
import java.util.concurrent.TimeUnit;

/**
 * Which requests are kept as traces: failures, denials, slow ones, and a share of the others.
 *
 * <p>The share is drawn by the last 56 bits of the trace id, as OpenTelemetry's consistent probability sampling does: who
 * else samples the same trace by the same rule keeps the same ones.
 */
final class Worth {
    private static final long RANDOM_BITS = (1L << 56) - 1;

    private final long threshold;
    private final long slowUs;

    Worth(TraceSettings settings) {
        threshold = Math.round((1 - settings.sample()) * (1L << 56));
        slowUs = TimeUnit.MILLISECONDS.toMicros(settings.slow().toMillis());
    }

    boolean keeps(EventSlot slot) {
        return slot.verdict().denied()
                || slot.timings().totalUs() >= slowUs
                || Outcome.isError(slot)
                || (slot.ids().traceIdLow() & RANDOM_BITS) >= threshold;
    }
}
