package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.trust.Gate;
import dev.gatehouse.policy.trust.TrustLevel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything in one policy that speaks of a method and a path to a service. */
public record Candidates(List<Rule> allow, List<Rule> deny, List<Gate> gates) {
    public Candidates {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        gates = List.copyOf(gates);
    }

    boolean areNone() {
        return allow.isEmpty() && deny.isEmpty() && gates.isEmpty();
    }

    Stream<Rule> rules() {
        return Stream.concat(allow.stream(), deny.stream());
    }

    /** The levels at which a rule begins to speak of a caller. */
    List<TrustLevel> thresholds() {
        return rules().flatMap(rule -> Optional.ofNullable(rule.callers().lowest()).stream())
                .distinct()
                .toList();
    }
}
