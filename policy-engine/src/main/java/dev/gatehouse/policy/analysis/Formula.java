package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What must be so of a call beside its caller, method and path: facts, and how they hang together.
 *
 * <p>Formulas fold as they are made: one that is neither {@link #ALWAYS} nor {@link #NEVER} hinges on a fact.
 */
public sealed interface Formula permits Formula.Constant, Formula.One, Formula.Not, Several {
    Formula ALWAYS = new Constant(true);
    Formula NEVER = new Constant(false);

    /** What is left of the formula when this is known. */
    Formula given(Function<Fact, Truth> known);

    /** How many facts are written in it. */
    int size();

    /** A fact that it hinges on, and which truth of it leads towards the wanted one of the formula. */
    Step firstStep(boolean wanted);

    void collectInto(Set<Fact> facts);

    /** Every fact that it hinges on. */
    default Set<Fact> facts() {
        Set<Fact> facts = new LinkedHashSet<>();
        collectInto(facts);
        return facts;
    }

    /** A fact to decide, and the truth to try first. */
    record Step(Fact fact, boolean value) {}

    static Formula of(boolean value) {
        return value ? ALWAYS : NEVER;
    }

    static Formula of(Fact fact) {
        return new One(fact);
    }

    /** The call comes within the period. */
    static Formula during(Period period) {
        return period.equals(Period.ALWAYS) ? ALWAYS : new One(new Fact.During(period));
    }

    /** The call meets all of these, within the period. */
    static Formula met(List<Requirement> requirements, Period period) {
        List<Formula> parts = new ArrayList<>();
        parts.add(during(period));
        requirements.forEach(requirement -> parts.add(new One(new Fact.Met(requirement))));
        return allOf(parts);
    }

    static Formula allOf(Formula... parts) {
        return allOf(List.of(parts));
    }

    static Formula allOf(List<Formula> parts) {
        return Several.of(parts, true);
    }

    static Formula anyOf(Formula... parts) {
        return anyOf(List.of(parts));
    }

    static Formula anyOf(List<Formula> parts) {
        return Several.of(parts, false);
    }

    default Formula negated() {
        return new Not(this);
    }

    /** Whether it holds in this situation. */
    default boolean holds(Situation situation) {
        return given(fact -> Truth.of(fact.isSo(situation))).equals(ALWAYS);
    }

    /** True or false whatever the call says. */
    record Constant(boolean value) implements Formula {
        @Override
        public Formula given(Function<Fact, Truth> known) {
            return this;
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public Step firstStep(boolean wanted) {
            throw new IllegalStateException("a constant hinges on nothing");
        }

        @Override
        public void collectInto(Set<Fact> facts) {
            // There are none.
        }

        @Override
        public Formula negated() {
            return of(!value);
        }
    }

    /** True when the fact is so. */
    record One(Fact fact) implements Formula {
        @Override
        public Formula given(Function<Fact, Truth> known) {
            return switch (known.apply(fact)) {
                case YES -> ALWAYS;
                case NO -> NEVER;
                case OPEN -> this;
            };
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public Step firstStep(boolean wanted) {
            return new Step(fact, wanted);
        }

        @Override
        public void collectInto(Set<Fact> facts) {
            facts.add(fact);
        }
    }

    /** True when the other is not. */
    record Not(Formula other) implements Formula {
        @Override
        public Formula given(Function<Fact, Truth> known) {
            return other.given(known).negated();
        }

        @Override
        public int size() {
            return other.size();
        }

        @Override
        public Step firstStep(boolean wanted) {
            return other.firstStep(!wanted);
        }

        @Override
        public void collectInto(Set<Fact> facts) {
            other.collectInto(facts);
        }

        @Override
        public Formula negated() {
            return other;
        }
    }
}
