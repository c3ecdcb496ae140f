package dev.gatehouse.policy.analysis.diff;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.analysis.CallClass;
import dev.gatehouse.policy.analysis.Formula;
import dev.gatehouse.policy.analysis.Search;
import dev.gatehouse.policy.analysis.SearchResult;
import dev.gatehouse.policy.analysis.Situation;
import dev.gatehouse.policy.analysis.diff.Difference.Answer;
import dev.gatehouse.policy.analysis.diff.Difference.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the calls that one service got before and another, or the same, gets after.
 *
 * <p>Side 0 is before and side 1 after; the candidates of the routes come behind those of the rules. Each allow
 * rule is asked for itself, so that every rule by which calls pass that did not is reported.
 */
final class MeetingComparison {
    private static final int ROUTES = 2;

    private final List<Side> sides;
    private final List<Ending> endings;
    private final Instant from;
    private final Collected collected;

    MeetingComparison(Side before, Side after, RouteMeetings.Meeting meeting, Instant from, Collected collected) {
        sides = List.of(before, after);
        endings = List.of(meeting.before(), meeting.after());
        this.from = from;
        this.collected = collected;
    }

    void look(CallClass calls) {
        Formula routed = Formula.allOf(routed(calls, 0), routed(calls, 1));
        if (routed.equals(Formula.NEVER)) {
            return;
        }
        Formula before = passes(calls, 0);
        Formula after = passes(calls, 1);
        if (!endings.get(0).equals(endings.get(1))) {
            report(Kind.MOVED, calls, Formula.allOf(routed, before, after));
        } else if (before.equals(after)) {
            return;
        }
        for (Formula way : ways(calls, 1)) {
            report(Kind.WIDENED, calls, Formula.allOf(routed, way, before.negated()));
        }
        for (Formula way : ways(calls, 0)) {
            report(Kind.NARROWED, calls, Formula.allOf(routed, way, after.negated()));
        }
    }

    /** What must be so for the first route that takes the call to be one that ends there. */
    private Formula routed(CallClass calls, int side) {
        List<Formula> ways = new ArrayList<>();
        List<Formula> passedBy = new ArrayList<>();
        for (Rule asked : calls.cell().candidates().get(ROUTES + side).allow()) {
            Formula takes = Formula.met(asked.requirements(), asked.during());
            if (endOf(asked, side).equals(endings.get(side))) {
                ways.add(Formula.allOf(takes, Formula.allOf(passedBy)));
            }
            passedBy.add(takes.negated());
        }
        return endings.get(side).isRouted() ? Formula.anyOf(ways) : Formula.allOf(passedBy);
    }

    private Ending endOf(Rule asked, int side) {
        return Ending.of(sides.get(side).routes().get(Integer.parseInt(asked.name())));
    }

    /** What must be so for the call to go on, be it only because nobody enforces. */
    private Formula passes(CallClass calls, int side) {
        if (isOpen(calls, side)) {
            return Formula.ALWAYS;
        }
        return endings.get(side).isRouted() ? calls.isAllowed(side) : Formula.NEVER;
    }

    private boolean isOpen(CallClass calls, int side) {
        Ending ending = endings.get(side);
        return ending.isRouted()
                && (!ending.isProtected()
                        || !calls.targets().get(side).ruleset().isEnforced());
    }

    /** The ways to pass, one for each rule. */
    private List<Formula> ways(CallClass calls, int side) {
        if (isOpen(calls, side)) {
            return List.of(Formula.ALWAYS);
        }
        if (!endings.get(side).isRouted()) {
            return List.of();
        }
        Formula rest = calls.passesRest(side);
        List<Formula> ways = new ArrayList<>();
        for (Rule rule : calls.cell().candidates().get(side).allow()) {
            ways.add(Formula.allOf(calls.matches(side, rule), rest));
        }
        return ways;
    }

    private void report(Kind kind, CallClass calls, Formula formula) {
        if (formula.equals(Formula.NEVER)) {
            return;
        }
        SearchResult result = Search.find(formula, from);
        if (result.gaveUp()) {
            collected.undecided("calls of `" + calls.callers().first().name() + "` such as `"
                    + calls.cell().method() + " " + calls.cell().path() + "` have too many cases");
        }
        result.situation().ifPresent(situation -> collected.add(difference(kind, calls, situation), calls));
    }

    private Difference difference(Kind kind, CallClass calls, Situation situation) {
        Answer before = answer(calls, situation, 0);
        Answer after = answer(calls, situation, 1);
        boolean fits = before.passes() != (kind == Kind.WIDENED) && after.passes() != (kind == Kind.NARROWED);
        if (!fits) {
            throw new IllegalStateException(kind + " is not what the engines say of " + calls.witness(situation));
        }
        List<String> predicates = situation.headers().keySet().stream()
                .map(ComparedRoute::predicateOf)
                .filter(predicate -> !predicate.isEmpty())
                .toList();
        Situation real = new Situation(
                Difference.realHeaders(situation), situation.claims(), situation.client(), situation.at());
        return new Difference(
                kind,
                calls.callers().first().seenAs().get(0).name(),
                calls.callers().first().seenAs().get(1).name(),
                calls.standing().behalf(),
                calls.cell().method(),
                calls.cell().path(),
                real,
                predicates,
                before,
                after,
                List.of(),
                List.of());
    }

    private Answer answer(CallClass calls, Situation situation, int side) {
        Ending ending = endings.get(side);
        if (!ending.isRouted()) {
            return new Answer("", false, "no route takes it", "", "");
        }
        if (!ending.isProtected()) {
            return new Answer("", true, "its route is without an identity", "", "");
        }
        CompiledPolicy policy = sides.get(side).policy();
        AccessRequest request = new AccessRequest(
                calls.callers().first().seenAs().get(side),
                calls.standing().labels().get(side),
                ending.service(),
                calls.cell().method(),
                calls.cell().path(),
                situation,
                situation.at());
        Decision decision = policy.engine().decide(request);
        String because = decision.explain(request);
        if (!decision.isEnforced()) {
            because = "audit mode lets it pass" + (decision.isAllowed() ? "" : "; " + because);
        }
        return new Answer(ending.service(), decision.letsThrough(), because, decision.rule(), decision.position());
    }
}
