package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;

/** Something about a call beside its caller, method and path that is so or is not. */
public sealed interface Fact {
    /** Whether it is so in this situation. */
    boolean isSo(Situation situation);

    /** The call meets a line of a rule's {@code when}. */
    record Met(Requirement requirement) implements Fact {
        @Override
        public boolean isSo(Situation situation) {
            return requirement.isMetBy(situation);
        }
    }

    /** The call comes within a period. */
    record During(Period period) implements Fact {
        @Override
        public boolean isSo(Situation situation) {
            return period.contains(situation.at());
        }
    }
}
