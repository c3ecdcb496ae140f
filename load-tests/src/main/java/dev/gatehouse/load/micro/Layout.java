package dev.gatehouse.load.micro;

import dev.gatehouse.load.policies.PolicyPlan;

/** How the rules of a policy lie. */
public enum Layout {
    /** Fifty to a service, or five services when there are few. */
    SPREAD,
    /** All in the ruleset of one service. */
    ONE;

    private static final int IDENTITIES = 2000;

    PolicyPlan plan(int rules) {
        return PolicyPlan.of(rules, IDENTITIES, this == ONE ? 1 : Math.max(2, Math.min(200, rules / 50)));
    }
}
