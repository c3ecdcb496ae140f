package dev.gatehouse.policy;

import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.index.PathIndex;
import dev.gatehouse.policy.trust.Gate;
import dev.gatehouse.policy.trust.TrustLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was said about calls to one service, as a lookup.
 *
 * <p>Caller, level, method and path are each a small number: callers whom the rules treat alike share one, and so
 * do paths. For each combination that occurs, the verdict is worked out once in an epoch and then found by its
 * key. The order in which clauses are numbered is the one in which they speak: deny rules, gates, allow rules.
 */
final class CompiledRuleset implements Misses {
    private final Clauses clauses;
    private final int firstGate;
    private final int firstAllow;
    private final boolean isEnforced;
    private final TrustLabel floor;
    private final String[] compartments;
    private final Timeline timeline;
    private final Contest contest;
    private final List<Rule> allow;
    private final Decision belowFloor;
    private final Decision notAllowed;

    CompiledRuleset(Identity service, Ruleset ruleset, Names people) {
        isEnforced = ruleset.isEnforced();
        floor = service.floor();
        compartments = floor.compartments().toArray(String[]::new);
        belowFloor = new DeniedByLattice(service, isEnforced, this);
        notAllowed = new NotAllowed(isEnforced, this);
        List<Clause> all = new ArrayList<>();
        for (Rule rule : ruleset.deny()) {
            all.add(Clause.of(rule, new DeniedByRule(rule, isEnforced)));
        }
        firstGate = all.size();
        for (Gate gate : ruleset.gates()) {
            if (gate.to().equals(service.name())) {
                all.add(Clause.of(gate, belowFloor));
            }
        }
        firstAllow = all.size();
        for (Rule rule : ruleset.allow()) {
            all.add(Clause.of(rule, new Allowed(rule, null, isEnforced)));
        }
        clauses = new Clauses(all, people);
        timeline = new Timeline(all, clauses.patterns());
        contest = new Contest(clauses, firstAllow);
        allow = ruleset.allow();
    }

    Decision decide(AccessRequest request) {
        return verdictOn(request, isOverFloor(request.label())).decide(request.attributes());
    }

    private boolean isOverFloor(TrustLabel label) {
        if (label.level().isBelow(floor.level())) {
            return false;
        }
        for (String compartment : compartments) {
            if (!label.compartments().contains(compartment)) {
                return false;
            }
        }
        return true;
    }

    private Verdict verdictOn(AccessRequest request, boolean isOverFloor) {
        Epoch epoch = timeline.at(request.at());
        long key = clauses.callerClass(request);
        key = key * clauses.levelClasses() + clauses.levels(request);
        key = key * clauses.methodClasses() + clauses.method(request);
        // The path last: its loops end where the processor does not expect it, and by then the rest is on its way.
        int path = clauses.pathClass(request.path());
        if (path == PathIndex.BEYOND) {
            return workOut(request, isOverFloor, epoch, 0);
        }
        key = key * clauses.pathClasses() + path;
        key = key * 2 + (isOverFloor ? 1 : 0);
        Verdict known = epoch.verdicts().get(key);
        if (known != null) {
            return known;
        }
        Verdict verdict = workOut(request, isOverFloor, epoch, key);
        epoch.verdicts().put(verdict);
        return verdict;
    }

    private Verdict workOut(AccessRequest request, boolean isOverFloor, Epoch epoch, long key) {
        CallKind call = clauses.kindOf(request);
        List<Verdict.Step> steps = new ArrayList<>();
        Gate gate = null;
        boolean mayPass = isOverFloor;
        for (int number : clauses.matching(call, clauses.endsOf(request.path()))) {
            Clause clause = clauses.get(number);
            if (!clause.during().contains(epoch.start())) {
                continue;
            }
            if (number >= firstAllow && !mayPass) {
                break;
            }
            if (number >= firstGate && number < firstAllow) {
                gate = gate == null && !isOverFloor ? clause.gate() : gate;
                mayPass = true;
                continue;
            }
            Decision decision = through(gate, clause.decision());
            if (clause.isUnconditional()) {
                return new Verdict(key, steps, decision);
            }
            steps.add(new Verdict.Step(clause.requirements().toArray(Requirement[]::new), decision));
        }
        return new Verdict(key, steps, mayPass ? notAllowed : belowFloor);
    }

    private Decision through(@Nullable Gate gate, Decision decision) {
        return gate != null && decision instanceof Allowed allowed
                ? new Allowed(allowed.matched(), gate, isEnforced)
                : decision;
    }

    @Override
    public Optional<NearestMiss> nearestRule(AccessRequest request) {
        if (allow.isEmpty()) {
            return Optional.empty();
        }
        int pattern = contest.nearest(request, timeline.at(request.at()));
        Rule rule = allow.get(clauses.clauseOf(pattern) - firstAllow);
        return Optional.of(Shortfall.of(rule, clauses.pattern(pattern), request).toMiss());
    }

    @Override
    public Optional<NearestMiss> nearestGate(AccessRequest request) {
        return Arrays.stream(clauses.clausesNaming(clauses.callerClass(request)))
                .mapToObj(number -> clauses.get(number).gate())
                .filter(Objects::nonNull)
                .flatMap(gate -> Shortfall.of(gate, request).stream())
                .min(Shortfall.NEAREST_FIRST)
                .map(Shortfall::toMiss);
    }

    @Override
    public Optional<NearestMiss> allowRuleBehind(AccessRequest request, String lattice) {
        Decision behind = verdictOn(request, true).decide(request.attributes());
        return behind instanceof Allowed allowed
                ? Optional.of(Shortfall.of(allowed.matched(), request).toMiss(lattice))
                : Optional.empty();
    }
}
