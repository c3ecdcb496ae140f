package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.analysis.DeadRule.Why;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Looks for a call in which one rule makes a difference, among the live ones of its service.
 *
 * <p>An allow rule does where it matches, the lattice lets pass, no deny rule matches and no other allow rule
 * does. A deny rule does where it matches and the call would pass otherwise.
 */
final class RuleTrial {
    private final String path;
    private final Rule rule;
    private final boolean isAllow;
    private final List<Cell> cells;
    private final ServiceTrials among;
    private boolean gaveUp;

    RuleTrial(String path, Rule rule, boolean isAllow, List<Cell> cells, ServiceTrials among) {
        this.path = path;
        this.rule = rule;
        this.isAllow = isAllow;
        this.cells = cells;
        this.among = among;
    }

    /** Why the rule is dead; empty when it is not. Must not be believed when the trial {@link #gaveUp}. */
    Optional<DeadRule> verdict() {
        if (!rule.during().end().isAfter(among.now())) {
            return dead(Why.OVER, List.of());
        }
        if (isSomewhere(isAllow ? this::differsAsAllow : this::differsAsDeny)) {
            return Optional.empty();
        }
        if (among.everybody().stream().noneMatch(one -> rule.callers().include(one.name(), one.label()))) {
            return dead(Why.NO_CALLER, List.of());
        }
        if (Search.find(Formula.met(rule.requirements(), rule.during()), among.now())
                .isImpossible()) {
            return dead(Why.CONTRADICTION, List.of());
        }
        return isAllow ? deadAllow() : deadDeny();
    }

    /** Whether some search was too long, so that nothing is known of the rule. */
    boolean gaveUp() {
        return gaveUp;
    }

    private Optional<DeadRule> deadAllow() {
        if (!isSomewhere(this::enters)) {
            return dead(Why.BARRED, List.of());
        }
        if (!isSomewhere(this::passes)) {
            return dead(Why.SHADOWED, others(Candidates::deny, this::enters));
        }
        return dead(Why.COVERED, others(Candidates::allow, this::passes));
    }

    private Optional<DeadRule> deadDeny() {
        Function<CallClass, Formula> stops =
                calls -> Formula.allOf(enters(calls), among.live().allowed(calls, rule));
        return isSomewhere(stops) ? dead(Why.COVERED, others(Candidates::deny, stops)) : dead(Why.IDLE, List.of());
    }

    private Optional<DeadRule> dead(Why why, List<String> others) {
        return Optional.of(new DeadRule(path, rule, why, others));
    }

    private Formula enters(CallClass calls) {
        Formula matches = calls.matches(0, rule);
        return matches.equals(Formula.NEVER) ? matches : Formula.allOf(matches, calls.passesLattice(0));
    }

    private Formula passes(CallClass calls) {
        Formula enters = enters(calls);
        return enters.equals(Formula.NEVER)
                ? enters
                : Formula.allOf(enters, among.live().denied(calls, rule).negated());
    }

    private Formula differsAsAllow(CallClass calls) {
        Formula passes = passes(calls);
        return passes.equals(Formula.NEVER)
                ? passes
                : Formula.allOf(passes, among.live().allowed(calls, rule).negated());
    }

    private Formula differsAsDeny(CallClass calls) {
        Formula passes = passes(calls);
        return passes.equals(Formula.NEVER)
                ? passes
                : Formula.allOf(passes, among.live().allowed(calls, rule));
    }

    private boolean isSomewhere(Function<CallClass, Formula> formula) {
        return cells.stream().flatMap(among.calls()::in).anyMatch(each -> isPossible(each, formula));
    }

    private boolean isPossible(CallClass calls, Function<CallClass, Formula> where) {
        if (!among.patience().lasts()) {
            gaveUp = true;
            return true;
        }
        return isPossible(where.apply(calls));
    }

    private boolean isPossible(Formula formula) {
        if (formula.equals(Formula.NEVER)) {
            return false;
        }
        SearchResult result = Search.find(formula, among.now());
        gaveUp |= result.gaveUp();
        return !result.isImpossible();
    }

    /** One live rule that matches wherever this is so, or else all of those that do somewhere. */
    private List<String> others(Function<Candidates, List<Rule>> kind, Function<CallClass, Formula> where) {
        Collection<Rule> touching = touching(kind, where);
        for (Rule other : touching) {
            if (!isSomewhere(calls ->
                    Formula.allOf(where.apply(calls), matches(calls, other).negated()))) {
                return List.of(other.name());
            }
        }
        return touching.stream().map(Rule::name).toList();
    }

    private static Formula matches(CallClass calls, Rule other) {
        Candidates candidates = calls.cell().candidates().get(0);
        boolean speaks = candidates.rules().anyMatch(rule -> rule.name().equals(other.name()));
        return speaks ? calls.matches(0, other) : Formula.NEVER;
    }

    private Collection<Rule> touching(Function<Candidates, List<Rule>> kind, Function<CallClass, Formula> where) {
        Map<String, Rule> touching = new TreeMap<>();
        for (Cell cell : cells) {
            List<Rule> others = kind.apply(cell.candidates().get(0)).stream()
                    .filter(other ->
                            !among.live().isDead(other) && !other.name().equals(rule.name()))
                    .toList();
            among.calls()
                    .in(cell)
                    .forEach(each -> others.stream()
                            .filter(other -> !touching.containsKey(other.name()))
                            .filter(other -> isPossible(
                                    each, calls -> Formula.allOf(where.apply(calls), calls.matches(0, other))))
                            .forEach(other -> touching.put(other.name(), other)));
        }
        return touching.values();
    }
}
