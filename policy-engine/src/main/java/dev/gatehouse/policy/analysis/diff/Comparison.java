package dev.gatehouse.policy.analysis.diff;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.analysis.CallClass;
import dev.gatehouse.policy.analysis.CallClasses;
import dev.gatehouse.policy.analysis.Caller;
import dev.gatehouse.policy.analysis.PathClasses;
import dev.gatehouse.policy.analysis.Target;
import dev.gatehouse.policy.path.PathTemplate;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares two generations, from a moment on: who passes now and did not, who did and does not, and who reaches
 * another service.
 *
 * <p>Exact over rules, gates, identities and routes, except that predicates of routes which are not a path, a
 * method or a time are taken for facts that know nothing of each other.
 */
public final class Comparison {
    private static final Ruleset SILENT = new Ruleset(true, List.of(), List.of(), List.of());

    private final Side before;
    private final Side after;
    private final List<Caller> callers;
    private final boolean sameCallers;
    private final CallClasses classes;
    private final Map<List<BitSet>, List<Ruleset>> routeRules = new HashMap<>();

    private Comparison(Side before, Side after) {
        this.before = before;
        this.after = after;
        callers = Proofs.of(before.policy(), after.policy());
        sameCallers = callers.stream().allMatch(Comparison::isSame);
        classes = CallClasses.of(List.of(before.policy(), after.policy()), callers);
    }

    private static boolean isSame(Caller caller) {
        return caller.seenAs().get(0).name().equals(caller.seenAs().get(1).name())
                && caller.seenAs().get(0).label().equals(caller.seenAs().get(1).label());
    }

    public static Differences of(Side before, Side after, Instant from) {
        return new Comparison(before, after).run(from);
    }

    private Differences run(Instant from) {
        Collected collected = new Collected(callers.size());
        RouteMeetings meetings = new RouteMeetings(before, after);
        if (!meetings.areComplete()) {
            collected.undecided("the routes tell too many paths apart");
        }
        for (RouteMeetings.Meeting meeting : meetings.all()) {
            compare(meeting, from, collected);
        }
        return collected.differences();
    }

    private void compare(RouteMeetings.Meeting meeting, Instant from, Collected collected) {
        List<Target> targets =
                List.of(target(before.policy(), meeting.before()), target(after.policy(), meeting.after()));
        Collection<PathTemplate> wanted = differOn(meeting, targets);
        if (wanted.isEmpty()) {
            return;
        }
        List<Ruleset> beside = routeRules.computeIfAbsent(
                meeting.routes(), routes -> List.of(rules(before, routes.get(0)), rules(after, routes.get(1))));
        CallClasses.Calls calls = classes.between(targets, beside, wanted);
        if (!calls.areComplete()) {
            collected.undecided("the templates of `" + meeting.after().service() + "` tell too many paths apart");
        }
        MeetingComparison comparison = new MeetingComparison(before, after, meeting, from, collected);
        calls.classes().forEach((CallClass each) -> comparison.look(each));
    }

    /** The templates of all paths on which the answers may differ. */
    private Collection<PathTemplate> differOn(RouteMeetings.Meeting meeting, List<Target> targets) {
        if (!meeting.before().equals(meeting.after())) {
            return PathClasses.EVERYWHERE;
        }
        if (!meeting.before().isProtected()) {
            return List.of();
        }
        return sameCallers ? ChangedRules.templatesOf(targets) : PathClasses.EVERYWHERE;
    }

    private static Target target(CompiledPolicy policy, Ending ending) {
        return ending.isProtected() ? Target.of(policy, ending.service()) : new Target(Optional.empty(), SILENT);
    }

    private static Ruleset rules(Side side, BitSet places) {
        List<Rule> rules = places.stream()
                .mapToObj(place -> side.routes().get(place).asRule(place))
                .toList();
        return new Ruleset(true, rules, List.of(), List.of());
    }
}
