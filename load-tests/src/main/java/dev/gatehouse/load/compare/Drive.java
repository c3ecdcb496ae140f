package dev.gatehouse.load.compare;

import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * One go of a client: so many requests, or requests until a moment. Belongs to one event loop.
 */
final class Drive {
    private static final long SLOWEST_MICROS = 60_000_000;

    private final long requests;
    private final long stopAt;
    private final long began = System.nanoTime();
    private final Histogram micros = new Histogram(SLOWEST_MICROS, 3);
    private final CompletableFuture<Driven> end = new CompletableFuture<>();
    private long sent;
    private long answered;
    private long errors;
    private String firstError = "";

    Drive(long requests, long nanos) {
        this.requests = requests;
        stopAt = began + nanos;
    }

    /** Takes the right to send one more, if there is more to send. */
    boolean takesOneMore(long now) {
        if (errors > 0 || sent == requests || now - stopAt >= 0) {
            return false;
        }
        sent++;
        return true;
    }

    void answered(long sentAt, long now) {
        micros.recordValue(Math.min(SLOWEST_MICROS, Math.max(0, (now - sentAt) / 1000)));
        answered++;
        finishAt(now);
    }

    void failed(String reason) {
        if (errors++ == 0) {
            firstError = reason;
        }
        finishAt(System.nanoTime());
    }

    private void finishAt(long now) {
        boolean over = sent == requests || now - stopAt >= 0 || errors > 0;
        if (over && answered + errors >= sent) {
            end.complete(new Driven(answered, errors, firstError, now - began, micros));
        }
    }

    CompletableFuture<Driven> end() {
        return end;
    }
}
