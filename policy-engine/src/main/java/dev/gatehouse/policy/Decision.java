package dev.gatehouse.policy;

import java.util.Optional;

/**
 * The engine's answer, with the reason an operator will read.
 *
 * <p>A decision is made ahead and shared by all calls that it fits, so it holds nothing of a call: what is told
 * of one is worked out when it is asked for, from the request that was judged. Ask while its attributes can
 * still be read.
 */
public sealed interface Decision
        permits Allowed, Unprotected, DeniedByRule, DeniedByLattice, NotAllowed, JudgementFailed {

    /** The answer itself, whatever is done with it. */
    default boolean isAllowed() {
        return false;
    }

    /** Whether this is an answer at all; false when judging failed, which lets nobody pass. */
    default boolean isJudged() {
        return true;
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

    /** Where that rule is written, as in {@code trust.yaml:41:9}; empty text when nobody said. */
    default String position() {
        return "";
    }

    /**
     * What spoke, in one stable word: {@code allow}, {@code unprotected}, {@code deny-rule}, {@code lattice},
     * {@code not-allowed} or {@code error}.
     */
    String kind();

    /** One clause for the operator, about the request that was judged. */
    String explain(AccessRequest request);

    /** For a refusal, what came nearest to letting the call pass. */
    default Optional<NearestMiss> nearest(AccessRequest request) {
        return Optional.empty();
    }
}
