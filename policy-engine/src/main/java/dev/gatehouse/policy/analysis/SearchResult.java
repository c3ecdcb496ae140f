package dev.gatehouse.policy.analysis;

import java.util.Optional;

/** What became of a search: a situation, the certainty that there is none, or neither. */
public sealed interface SearchResult {

    /** The situation, when one was found. */
    default Optional<Situation> situation() {
        return Optional.empty();
    }

    /** Whether it is certain that no situation will do. */
    default boolean isImpossible() {
        return false;
    }

    /** Whether the search was too long and nothing is known; whoever asked must say so. */
    default boolean gaveUp() {
        return false;
    }

    /** A situation in which the formula holds. */
    record Found(Situation found) implements SearchResult {
        @Override
        public Optional<Situation> situation() {
            return Optional.of(found);
        }
    }

    /** The formula holds in no situation. */
    record Impossible() implements SearchResult {
        @Override
        public boolean isImpossible() {
            return true;
        }
    }

    /** The search was given up after its steps were used. */
    record GivenUp() implements SearchResult {
        @Override
        public boolean gaveUp() {
            return true;
        }
    }
}
