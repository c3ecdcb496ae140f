package dev.gatehouse.gateway.history;

import java.util.Set;
import java.util.TreeSet;

/** What a candidate would have made of a recorded call. */
sealed interface Foreseen {

    /**
     * One outcome, whatever was not recorded. {@code rule} is the rule that decides, or the one that came nearest to
     * allowing; {@code why} is a clause for the operator.
     */
    record Decided(Outcome outcome, String service, String rule, String why) implements Foreseen {}

    /** The event does not tell enough: the outcome hinges on these. */
    record Undecidable(Set<String> hinges) implements Foreseen {
        public Undecidable {
            hinges = Set.copyOf(hinges);
        }

        /** What is missing, in a stable order. */
        String reason() {
            return String.join(" and ", new TreeSet<>(hinges));
        }
    }

    static Foreseen undecidable(String hinge) {
        return new Undecidable(Set.of(hinge));
    }
}
