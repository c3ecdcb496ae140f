package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.trust.Gate;
import dev.gatehouse.policy.trust.TrustLabel;
import java.time.Instant;
import java.util.List;

/**
 * Calls that differ, for the rules, in nothing but what they say and when: one cell of requests, callers who
 * are alike, and how far the chain behind them is trusted.
 *
 * <p>Its formulas tell what must be so for the answer of each policy, by the policy's place in the list.
 */
public record CallClass(String service, List<Target> targets, Cell cell, CallerGroup callers, Standing standing) {

    /** What must be so for the rule to match. */
    public Formula matches(int policy, Rule rule) {
        Identity caller = callers.first().seenAs().get(policy);
        TrustLabel label = standing.labels().get(policy);
        return rule.callers().include(caller.name(), label)
                ? Formula.met(rule.requirements(), rule.during())
                : Formula.NEVER;
    }

    /** What must be so for any of these rules to match. */
    public Formula matchesAny(int policy, List<Rule> rules) {
        return Formula.anyOf(rules.stream().map(rule -> matches(policy, rule)).toList());
    }

    /** What must be so for the gate to stand open, which speaks of this cell. */
    public Formula isOpen(int policy, Gate gate) {
        // A ruleset holds the gates to its own service and no others.
        boolean connects =
                gate.from().equals(callers.first().seenAs().get(policy).name());
        return connects ? Formula.during(new Period(Instant.MIN, gate.expires())) : Formula.NEVER;
    }

    /** What must be so for the lattice to let the call pass, by itself or by a gate. */
    public Formula passesLattice(int policy) {
        if (isOverFloor(policy)) {
            return Formula.ALWAYS;
        }
        return targets.get(policy).identity().isEmpty()
                ? Formula.NEVER
                : Formula.anyOf(cell.candidates().get(policy).gates().stream()
                        .map(gate -> isOpen(policy, gate))
                        .toList());
    }

    /** Whether the lattice lets the call pass without a gate. */
    public boolean isOverFloor(int policy) {
        return targets.get(policy).isReachedBy(standing.labels().get(policy));
    }

    /** What must be so for the answer to be yes. */
    public Formula isAllowed(int policy) {
        Candidates candidates = cell.candidates().get(policy);
        return Formula.allOf(matchesAny(policy, candidates.allow()), passesRest(policy));
    }

    /** What must be so for a matching allow rule to be enough: the lattice lets pass, and no deny rule matches. */
    public Formula passesRest(int policy) {
        return Formula.allOf(
                passesLattice(policy),
                matchesAny(policy, cell.candidates().get(policy).deny()).negated());
    }

    /** The call of this class that says this. */
    public Witness witness(Situation situation) {
        return new Witness(callers.first().name(), standing.behalf(), service, cell.method(), cell.path(), situation);
    }
}
