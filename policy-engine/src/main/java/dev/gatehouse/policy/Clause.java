package dev.gatehouse.policy;

import dev.gatehouse.policy.path.RequestPattern;
import dev.gatehouse.policy.trust.Gate;
import dev.gatehouse.policy.trust.TrustLevel;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A deny rule, a gate or an allow rule, seen alike: whom it speaks of, which requests, when, and under which
 * requirements.
 */
record Clause(
        boolean anybody,
        Set<String> names,
        @Nullable TrustLevel lowest,
        List<RequestPattern> requests,
        List<Requirement> requirements,
        Period during,
        @Nullable Gate gate,
        Decision decision) {

    static Clause of(Rule rule, Decision decision) {
        Callers callers = rule.callers();
        return new Clause(
                callers.anybody(),
                callers.names(),
                callers.lowest(),
                rule.requests(),
                rule.requirements(),
                rule.during(),
                null,
                decision);
    }

    static Clause of(Gate gate, Decision closed) {
        Period open = new Period(Instant.MIN, gate.expires());
        return new Clause(false, Set.of(gate.from()), null, gate.requests(), List.of(), open, gate, closed);
    }

    /** Whether it speaks of nobody but those whom it names. */
    boolean isForNamesOnly() {
        return !anybody && lowest == null;
    }

    boolean isUnconditional() {
        return requirements.isEmpty();
    }
}
