package dev.gatehouse.load.compare;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of several runs, which one bad run cannot pull. */
final class Median {

    private Median() {}

    static Measured of(List<Measured> runs) {
        return new Measured(
                of(runs, Measured::cpuMicros),
                of(runs, Measured::perSecond),
                of(runs, Measured::p50Millis),
                of(runs, Measured::p99Millis),
                of(runs, Measured::p999Millis),
                of(runs, Measured::residentMiB),
                of(runs, Measured::startMillis));
    }

    private static double of(List<Measured> runs, ToDoubleFunction<Measured> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
