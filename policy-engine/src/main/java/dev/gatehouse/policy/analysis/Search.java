package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.analysis.Formula.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether there is a situation, not before a given moment, in which a formula holds, and gives one.
 *
 * <p>It decides fact after fact, goes back where no call can be like that, and is exact: not to find one means
 * that there is none. Such a search may be long, so its steps are bounded; when they are used up the answer is
 * that nothing is known, and never a guess.
 */
public final class Search {
    /** How many facts are looked at before a search is given up: some tenths of a second of them. */
    public static final long STEPS = 2_000_000;

    private long steps;
    private final Assumptions assumptions;
    private final Deque<Turn> turns = new ArrayDeque<>();

    private Search(Instant from, long steps) {
        this.steps = steps;
        this.assumptions = new Assumptions(from);
    }

    /** A fact that was decided, in what formula, and whether the other way is still to be tried. */
    private record Turn(Formula before, Step step, boolean isLast) {}

    public static SearchResult find(Formula formula, Instant from) {
        return find(formula, from, STEPS);
    }

    public static SearchResult find(Formula formula, Instant from, long steps) {
        return new Search(from, steps).run(formula);
    }

    private SearchResult run(Formula formula) {
        Formula rest = formula;
        while (true) {
            if (rest.equals(Formula.ALWAYS)) {
                return new SearchResult.Found(assumptions.situation().orElseThrow());
            }
            if (steps < 0) {
                return new SearchResult.GivenUp();
            }
            if (!rest.equals(Formula.NEVER)) {
                Optional<Situation> quiet = quietly(rest);
                if (quiet.isPresent()) {
                    return new SearchResult.Found(quiet.get());
                }
                rest = take(new Turn(rest, rest.firstStep(true), false));
            } else if (turns.isEmpty()) {
                return new SearchResult.Impossible();
            } else {
                rest = goBack();
            }
        }
    }

    private Formula take(Turn turn) {
        turns.push(turn);
        Step step = turn.step();
        assumptions.assume(step.fact(), step.value());
        if (!assumptions.isPossible(step.fact())) {
            return Formula.NEVER;
        }
        steps -= turn.before().size();
        return turn.before().given(fact -> fact.equals(step.fact()) ? Truth.of(step.value()) : Truth.OPEN);
    }

    private Formula goBack() {
        Turn turn = turns.pop();
        assumptions.undo(turn.step().fact(), turn.step().value());
        if (turn.isLast()) {
            return Formula.NEVER;
        }
        Step other = new Step(turn.step().fact(), !turn.step().value());
        return take(new Turn(turn.before(), other, true));
    }

    /** Tries the shortest way: that nothing else is so. It saves deciding each condition of each deny rule. */
    private Optional<Situation> quietly(Formula rest) {
        steps -= rest.size();
        if (!rest.given(fact -> Truth.NO).equals(Formula.ALWAYS)) {
            return Optional.empty();
        }
        Set<Fact> facts = rest.facts();
        facts.forEach(fact -> assumptions.assume(fact, false));
        Optional<Situation> found = assumptions.situation();
        facts.forEach(fact -> assumptions.undo(fact, false));
        return found;
    }
}
