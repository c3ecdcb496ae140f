package dev.gatehouse.gateway.explain;

import java.util.List;

/**
 * One step of a decision, in the order in which the engine takes them.
 *
 * <p>{@code considered} are the rules or gates that fit or came nearest; {@code others} counts those that are not
 * named.
 */
public record Step(Kind kind, Outcome outcome, String said, List<Considered> considered, int others) {

    public Step {
        considered = List.copyOf(considered);
    }

    /** Which question is asked. */
    public enum Kind {
        DENY,
        LATTICE,
        GATE,
        ALLOW
    }

    /** What came of it. */
    public enum Outcome {
        /** The next step is asked. */
        PASSED,
        /** This step decided for the call. */
        ALLOWED,
        /** This step decided against the call. */
        DENIED,
        /** An earlier step had spoken. */
        NOT_ASKED
    }
}
