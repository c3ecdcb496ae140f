package dev.gatehouse.telemetry.signals;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Meters by their labels, of which there is never more than a limit: what comes after that is counted under the labels
 * that stand for the rest.
 *
 * <p>For one thread alone.
 */
final class BoundedMeters<K, M> {
    private final int most;
    private final UnaryOperator<K> rest;
    private final Function<K, M> register;
    private final Map<K, M> meters = new HashMap<>();

    /** {@code rest} makes of labels those that stand for all that found no room; of these there are few. */
    BoundedMeters(int most, UnaryOperator<K> rest, Function<K, M> register) {
        this.most = most;
        this.rest = rest;
        this.register = register;
    }

    M of(K labels) {
        M known = meters.get(labels);
        if (known != null) {
            return known;
        }
        return meters.computeIfAbsent(meters.size() < most ? labels : rest.apply(labels), register);
    }
}
