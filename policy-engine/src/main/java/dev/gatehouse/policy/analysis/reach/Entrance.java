package dev.gatehouse.policy.analysis.reach;

import dev.gatehouse.policy.analysis.Opening;
import java.util.Collection;
import java.util.List;

/** Callers who can all call a service in the same way. */
public record Entrance(List<String> callers, String service, Way way) {
    public Entrance {
        callers = List.copyOf(callers);
    }

    static Entrance of(Opening opening) {
        Way way = opening.gate().map(gate -> Way.by(opening.rule(), gate)).orElseGet(() -> Way.by(opening.rule()));
        return new Entrance(opening.callers(), opening.service(), way);
    }

    /** For a service in audit mode. */
    static Entrance audited(Collection<String> everybody, String service) {
        return new Entrance(List.copyOf(everybody), service, Way.AUDITED);
    }
}
