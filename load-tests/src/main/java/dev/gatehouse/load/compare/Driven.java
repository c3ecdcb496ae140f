package dev.gatehouse.load.compare;

import org.HdrHistogram.Histogram;

/** What one go came to. */
record Driven(long answered, long errors, String firstError, long nanos, Histogram micros) {

    double perSecond() {
        return answered * 1e9 / nanos;
    }

    double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
