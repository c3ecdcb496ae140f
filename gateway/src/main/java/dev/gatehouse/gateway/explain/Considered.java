package dev.gatehouse.gateway.explain;

import dev.gatehouse.policy.Shortfall;
import java.util.List;

/**
 * A rule or gate that was looked at: where it is written, whom it speaks of, and every condition that failed; none
 * when it fits.
 */
public record Considered(String name, String position, String speaksOf, List<String> failures) {

    public Considered {
        failures = List.copyOf(failures);
    }

    static Considered of(Shortfall shortfall, Unrecorded unrecorded) {
        return new Considered(
                shortfall.name(),
                shortfall.position(),
                shortfall.callers() + " to " + shortfall.request(),
                shortfall.failures().stream()
                        .map(failure -> unrecorded.told(failure.said()))
                        .toList());
    }

    public boolean fits() {
        return failures.isEmpty();
    }
}
