package dev.gatehouse.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * What came of the requests of one scenario over one protocol. Event loops write, the main thread reads.
 *
 * <p>Every answer is counted, because each has to have its event; latency is only kept of requests that were due after
 * the warm-up.
 */
final class Tally {
    static final long LONGEST_MICROS = 600_000_000;
    static final int DIGITS = 3;
    private static final int MOST_KINDS = 50;

    private final Scenario scenario;
    private final Protocol protocol;
    private final long measuredFrom;
    private final LongAdder answers = new LongAdder();
    private final LongAdder unanswered = new LongAdder();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final Recorder latency = new Recorder(LONGEST_MICROS, DIGITS);
    private final Histogram total = new Histogram(LONGEST_MICROS, DIGITS);

    Tally(Scenario scenario, Protocol protocol, long measuredFrom) {
        this.scenario = scenario;
        this.protocol = protocol;
        this.measuredFrom = measuredFrom;
    }

    Scenario scenario() {
        return scenario;
    }

    Protocol protocol() {
        return protocol;
    }

    void answered(int status, boolean hasRequestId, long due, long now) {
        answers.increment();
        if (status != scenario.expected()) {
            error("status " + status);
        } else if (!hasRequestId) {
            error("no x-request-id");
        }
        if (due - measuredFrom >= 0) {
            long micros = Math.max(0, now - due) / 1000;
            latency.recordValue(Math.min(micros, LONGEST_MICROS));
        }
    }

    void failed(Throwable failure) {
        unanswered.increment();
        error(failure.getClass().getSimpleName());
    }

    private void error(String kind) {
        String kept = errors.containsKey(kind) || errors.size() < MOST_KINDS ? kind : "others";
        errors.computeIfAbsent(kept, absent -> new LongAdder()).increment();
    }

    long answers() {
        return answers.sum();
    }

    long unanswered() {
        return unanswered.sum();
    }

    /** How often each wrong answer and each failure came, in the order of their names. */
    Map<String, Long> errors() {
        Map<String, Long> sums = new TreeMap<>();
        errors.forEach((kind, count) -> sums.put(kind, count.sum()));
        return sums;
    }

    /** The latencies since the last call, in microseconds. They are added to the total. */
    Histogram drainInterval() {
        Histogram interval = latency.getIntervalHistogram();
        total.add(interval);
        return interval;
    }

    /** The latencies of all intervals that were drained. */
    Histogram latency() {
        return total;
    }
}
