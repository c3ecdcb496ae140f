package dev.gatehouse.policy;

/**
 * Says whether a call may pass, and why.
 *
 * <p>The answer is no unless a rule says yes. In this order, and the first that speaks decides: a matching
 * deny rule; the lattice, unless a gate lifts it; a matching allow rule; otherwise no. The order in which
 * rules were written never matters, and an error while judging is a no.
 *
 * <p>Instances are immutable, have no clock, and are safe to share between threads.
 */
public interface PolicyEngine {

    Decision decide(AccessRequest request);

    /** The same text for every policy that means the same, in whatever order it was written. */
    String hash();
}
