package dev.gatehouse.ingress.exchange;

import java.util.function.LongSupplier;

/** The timings of one request, in nanoseconds of a clock that only moves forward. */
final class Stopwatch {
    private final LongSupplier nanoClock;
    private final long started;
    private long policyNanos;
    private long queueNanos;
    private long connectNanos;
    private long firstByteNanos;
    private long totalNanos;

    Stopwatch(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        started = nanoClock.getAsLong();
    }

    void judged(long nanos) {
        policyNanos = nanos;
    }

    void queued(long nanos) {
        queueNanos += nanos;
    }

    void connected(long nanos) {
        connectNanos += nanos;
    }

    void firstByte() {
        if (firstByteNanos == 0) {
            firstByteNanos = sinceStart();
        }
    }

    void stop() {
        totalNanos = sinceStart();
    }

    long policyNanos() {
        return policyNanos;
    }

    long queueNanos() {
        return queueNanos;
    }

    long connectNanos() {
        return connectNanos;
    }

    long firstByteNanos() {
        return firstByteNanos;
    }

    long totalNanos() {
        return totalNanos;
    }

    private long sinceStart() {
        return nanoClock.getAsLong() - started;
    }
}
