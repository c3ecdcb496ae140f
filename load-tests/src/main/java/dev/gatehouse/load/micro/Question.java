package dev.gatehouse.load.micro;

import dev.gatehouse.load.policies.SampleCall;
import dev.gatehouse.policy.Decision;

/** The kinds of calls that are measured apart. */
public enum Question {
    /** Allowed by a rule without conditions. */
    ALLOW,
    /** Allowed by a rule that asks for a header. */
    ALLOW_BY_HEADER,
    /** Refused by a deny rule. */
    DENY_RULE,
    /** Refused by the lattice. */
    LATTICE,
    /** Refused because no rule speaks of it. */
    NOT_ALLOWED;

    boolean fits(SampleCall call, Decision decision) {
        return switch (this) {
            case ALLOW -> decision.isAllowed() && call.saysNothing();
            case ALLOW_BY_HEADER -> decision.isAllowed() && !call.saysNothing() && call.saysOnlyHeaders();
            case DENY_RULE -> decision.kind().equals("deny-rule");
            case LATTICE -> decision.kind().equals("lattice");
            case NOT_ALLOWED -> decision.kind().equals("not-allowed");
        };
    }
}
