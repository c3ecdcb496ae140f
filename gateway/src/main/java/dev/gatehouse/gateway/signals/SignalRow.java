package dev.gatehouse.gateway.signals;

import dev.gatehouse.telemetry.fleet.MergedWindow;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * The golden signals of one group of requests.
 *
 * @param names what the group is told apart by, such as its route
 * @param sum everything of it, added up
 * @param covered how long that took
 */
record SignalRow(List<String> names, MergedWindow sum, Duration covered) {

    long requests() {
        return sum.count("requests");
    }

    double perSecond() {
        return covered.isZero() ? 0 : requests() / (covered.toMillis() / 1000.0);
    }

    /** Failures of backends, of connections and of patience. */
    long errors() {
        return sum.sum("errors");
    }

    double errorShare() {
        return requests() == 0 ? 0 : (double) errors() / requests();
    }

    long denials() {
        return sum.count("denials");
    }

    /** Microseconds that this share of all requests does not exceed; empty if there were none. */
    OptionalLong quantile(double share) {
        return sum.latency()
                .map(sketch -> OptionalLong.of(sketch.quantile(share)))
                .orElse(OptionalLong.empty());
    }

    /** The same of the part that backends took. */
    OptionalLong backendQuantile(double share) {
        return sum.latency("backend")
                .map(sketch -> OptionalLong.of(sketch.quantile(share)))
                .orElse(OptionalLong.empty());
    }
}
