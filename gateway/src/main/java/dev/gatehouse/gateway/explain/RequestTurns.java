package dev.gatehouse.gateway.explain;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.Period;
import dev.gatehouse.policy.Requirement;
import dev.gatehouse.policy.Rule;
import dev.gatehouse.policy.Ruleset;
import dev.gatehouse.policy.Shortfall;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.RequestPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a caller who is denied could do otherwise.
 *
 * <p>The nearest rules say what to try; a change is told only after the engine has let the changed request pass.
 * Bounded, however many rules and identities there are.
 */
final class RequestTurns {
    private static final int MOST_RULES = 20;
    private static final int MOST_CALLERS = 200;
    private static final int MOST_NAMED = 5;
    private static final int MOST_TURNS = 3;

    private final CompiledPolicy policy;
    private final AccessRequest request;
    private final Ruleset ruleset;
    private final Predicate<AccessRequest> staysOnRoute;
    private final List<Found> found = new ArrayList<>();

    RequestTurns(CompiledPolicy policy, AccessRequest request, Predicate<AccessRequest> staysOnRoute) {
        this.policy = policy;
        this.request = request;
        this.staysOnRoute = staysOnRoute;
        ruleset = policy.rulesets().getOrDefault(request.service(), new Ruleset(true, List.of(), List.of(), List.of()));
    }

    List<Turn> all() {
        if (!request.label().equals(request.caller().label())) {
            attempt(List.of(Change.ownBehalf()));
        }
        ruleset.deny().stream()
                .filter(rule -> Shortfall.of(rule, request).isMatch())
                .limit(MOST_RULES)
                .forEach(this::escape);
        ruleset.allow().stream()
                .map(rule -> Map.entry(Shortfall.of(rule, request), rule))
                .sorted(Map.Entry.comparingByKey(Shortfall.NEAREST_FIRST))
                .limit(MOST_RULES)
                .forEach(entry -> fit(entry.getValue(), entry.getKey().request()));
        return cheapest();
    }

    private void escape(Rule rule) {
        if (!rule.during().equals(Period.ALWAYS)) {
            Change.after(rule.during()).ifPresent(change -> attempt(List.of(change)));
        }
        for (Requirement requirement : rule.requirements()) {
            Change.leavingOut(requirement).ifPresent(change -> attempt(List.of(change)));
        }
    }

    /** Changes the call until it fits the rule, or gives up where nothing could. */
    private void fit(Rule rule, RequestPattern pattern) {
        List<Change> changes = new ArrayList<>();
        if (!pattern.matchesMethod(request.method())) {
            changes.add(Change.method(pattern.method()));
        }
        if (!pattern.template().matches(request.path())) {
            Optional<Change> path = Change.path(pattern.template());
            if (path.isEmpty()) {
                return;
            }
            changes.add(path.get());
        }
        for (Requirement requirement : rule.requirements()) {
            if (!requirement.isMetBy(request.attributes())) {
                Optional<Change> met = Change.meeting(requirement);
                if (met.isEmpty()) {
                    return;
                }
                changes.add(met.get());
            }
        }
        if (!rule.during().contains(request.at())) {
            changes.add(Change.time(rule.during()));
        }
        if (!attempt(changes)) {
            candidates(rule).forEach(other -> {
                List<Change> asAnother = new ArrayList<>(changes);
                asAnother.add(Change.caller(other, other.label()));
                attempt(asAnother);
            });
        }
    }

    private List<Identity> candidates(Rule rule) {
        return policy.identities().all().stream()
                .filter(identity -> !identity.equals(request.caller()))
                .filter(identity -> rule.callers()
                        .include(
                                Change.caller(identity, identity.label()).done().apply(request)))
                .limit(MOST_CALLERS)
                .toList();
    }

    private boolean attempt(List<Change> changes) {
        AccessRequest changed = request;
        for (Change change : changes) {
            changed = change.done().apply(changed);
        }
        boolean isElsewhere =
                !changed.method().equals(request.method()) || !changed.path().equals(request.path());
        if (changes.isEmpty() || (isElsewhere && !staysOnRoute.test(changed))) {
            return false;
        }
        Decision decision = policy.engine().decide(changed);
        if (decision.isAllowed()) {
            found.add(new Found(changes, "`" + decision.rule() + "` allows it"));
        }
        return decision.isAllowed();
    }

    /** The fewest and smallest changes; what differs in the caller only is one line. */
    private List<Turn> cheapest() {
        Map<String, List<Found>> alike = new LinkedHashMap<>();
        int least = found.stream().mapToInt(Found::cost).min().orElse(0);
        found.stream()
                .filter(one -> one.cost() <= least + 1)
                .sorted(Comparator.comparingInt(Found::cost))
                .forEach(one -> alike.computeIfAbsent(one.besideCaller() + one.then(), key -> new ArrayList<>())
                        .add(one));
        return alike.values().stream()
                .map(RequestTurns::turn)
                .distinct()
                .limit(MOST_TURNS)
                .toList();
    }

    private static Turn turn(List<Found> alike) {
        Found first = alike.get(0);
        List<String> callers = alike.stream()
                .map(Found::caller)
                .filter(caller -> !caller.isEmpty())
                .distinct()
                .toList();
        if (callers.size() < 2) {
            return new Turn(first.said(), first.then());
        }
        String some = callers.stream()
                .limit(MOST_NAMED)
                .map(caller -> caller.substring(caller.indexOf('`')))
                .collect(Collectors.joining(", "));
        int more = callers.size() - MOST_NAMED;
        String others = more > 0 ? " or " + more + " others" : "";
        return new Turn(first.besideCaller() + "call as one of " + some + others, first.then());
    }

    private record Found(List<Change> changes, String then) {
        int cost() {
            return changes.stream().mapToInt(Change::cost).sum();
        }

        String said() {
            return besideCaller() + (caller().isEmpty() ? "" : caller());
        }

        String caller() {
            return changes.stream()
                    .map(Change::said)
                    .filter(said -> said.startsWith("call as "))
                    .findFirst()
                    .orElse("");
        }

        String besideCaller() {
            String others = changes.stream()
                    .map(Change::said)
                    .filter(said -> !said.startsWith("call as "))
                    .collect(Collectors.joining(" and "));
            return others.isEmpty() || caller().isEmpty() ? others : others + " and ";
        }
    }
}
