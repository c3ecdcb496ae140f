package dev.gatehouse.policy;

import java.util.Optional;

/**
 * The engine's answer, with the reason an operator will read.
 *
 * <p>The explanations are worked out when they are asked for, from the request: ask while its attributes
 * can still be read.
 */
public sealed interface Decision
        permits Allowed, Unprotected, DeniedByRule, DeniedByLattice, NotAllowed, JudgementFailed {

    /** The answer itself, whatever is done with it. */
    default boolean isAllowed() {
        return false;
    }

    /** Whether the answer is carried out; false for a ruleset in audit mode. */
    boolean isEnforced();

    /** Whether the call goes on: it is allowed, or the refusal is only recorded. */
    default boolean letsThrough() {
        return isAllowed() || !isEnforced();
    }

    /** The name of the rule that decided; empty text when none did. */
    default String rule() {
        return "";
    }

    /**
     * What spoke, in one stable word: {@code allow}, {@code unprotected}, {@code deny-rule}, {@code lattice},
     * {@code not-allowed} or {@code error}.
     */
    String kind();

    /** One clause for the operator. */
    String explain();

    /** For a refusal, what came nearest to letting the call pass. */
    default Optional<NearestMiss> nearest() {
        return Optional.empty();
    }
}
