package dev.gatehouse.load.policies;

/**
 * How large a policy to make up. The same plan gives the same policy, on every machine and JDK.
 *
 * @param rules allow and deny rules of all services together
 * @param identities everybody who may call, the services among them
 * @param services those who are called, each with a ruleset and a route
 * @param seed another one gives another policy of the same size
 * @param changes how many rules are written otherwise than they would be without
 */
public record PolicyPlan(int rules, int identities, int services, long seed, int changes) {
    public static final int MOST_RULES = 1_000_000;
    public static final int MOST_IDENTITIES = 100_000;
    public static final int MOST_SERVICES = 9_000;

    private static final long USUAL_SEED = 20_261_123;

    public PolicyPlan {
        check("rules", rules, 1, MOST_RULES);
        check("identities", identities, 2, MOST_IDENTITIES);
        check("services", services, 1, Math.min(Math.min(rules, identities - 1), MOST_SERVICES));
        check("changed rules", changes, 0, rules);
    }

    /** A plan with the usual seed and no changes. */
    public static PolicyPlan of(int rules, int identities, int services) {
        return new PolicyPlan(rules, identities, services, USUAL_SEED, 0);
    }

    /** The first of the numbers of the service's rules, counted over all services. */
    int firstRuleOf(int service) {
        return (int) ((long) rules * service / services);
    }

    private static void check(String what, int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(what + " must be from " + least + " to " + most + ", not " + number);
        }
    }
}
