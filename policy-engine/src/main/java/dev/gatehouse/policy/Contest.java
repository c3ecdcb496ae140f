package dev.gatehouse.policy;

import dev.gatehouse.policy.Shortfall.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Finds the pattern of an allow rule that came nearest to a refused call, without measuring each.
 *
 * <p>Four lists are looked through, each with one contender for each list of requirements that rules have: the
 * patterns whose path matches and all patterns as if it did not; and both again for the rules that name the
 * caller, the others being taken as if they did not. A rule that is taken as if more of it failed than does is
 * also in the list where it counts as what it is, and stands lower there, so the lowest of all is exact. This way
 * a list depends on the path or on the caller as little as can be, and is made once for many calls.
 */
final class Contest {
    private static final int EVERY_CALLER = 0;
    private static final long ANY_PATH = 0;
    private static final long UNKEPT = -1;

    private final Clauses clauses;
    private final int firstAllow;
    private final int[] groupOf;
    private final List<Requirement[]> groups = new ArrayList<>();

    Contest(Clauses clauses, int firstAllow) {
        this.clauses = clauses;
        this.firstAllow = firstAllow;
        groupOf = new int[clauses.count()];
        Map<List<Requirement>, Integer> known = new HashMap<>();
        for (int clause = firstAllow; clause < groupOf.length; clause++) {
            groupOf[clause] = known.computeIfAbsent(clauses.get(clause).requirements(), requirements -> {
                groups.add(requirements.toArray(Requirement[]::new));
                return groups.size() - 1;
            });
        }
    }

    /** The nearest pattern; there must be an allow rule. */
    int nearest(AccessRequest request, Epoch epoch) {
        CallKind call = clauses.kindOf(request);
        // A path class is -1 or less when it has no number: its lists are made for this call only.
        int pathClass = clauses.pathClass(request.path());
        long path = pathClass < 0 ? UNKEPT : pathClass + 1L;
        Attributes attributes = new ReadOnce(request.attributes());
        long place = ofEveryCaller(call, path, request, epoch).nearest(attributes, Long.MAX_VALUE);
        if (call.caller() != EVERY_CALLER) {
            place = ofOwn(call, path, request, epoch).nearest(attributes, place);
            place = ofOwn(call, ANY_PATH, request, epoch).nearest(attributes, place);
        }
        return (int) ofEveryCaller(call, ANY_PATH, request, epoch).nearest(attributes, place);
    }

    /** All patterns, or those of the path; rules count as if they named nobody. */
    private Contenders ofEveryCaller(CallKind call, long path, AccessRequest request, Epoch epoch) {
        long key = keyOf(EVERY_CALLER, call.levels(), call.method(), path);
        Contenders known = path == UNKEPT ? null : epoch.contenders().get(key);
        if (known != null) {
            return known;
        }
        Round round = new Round(call, epoch, path == ANY_PATH, false);
        if (path == ANY_PATH) {
            clauses.forEachPattern(firstAllow, round);
        } else {
            clauses.forEachPatternAt(clauses.endsOf(request.path()), round);
        }
        return kept(round, key, path, epoch);
    }

    /** The patterns of rules that name the caller: all, or those of the path. */
    private Contenders ofOwn(CallKind call, long path, AccessRequest request, Epoch epoch) {
        long key = keyOf(call.caller(), 0, call.method(), path);
        Contenders known = path == UNKEPT ? null : epoch.contenders().get(key);
        if (known != null) {
            return known;
        }
        Round round = new Round(call, epoch, path == ANY_PATH, true);
        if (path == ANY_PATH) {
            clauses.forEachPatternNaming(call.caller(), round);
        } else {
            clauses.forEachPatternNaming(call.caller(), clauses.endsOf(request.path()), round);
        }
        return kept(round, key, path, epoch);
    }

    private static Contenders kept(Round round, long key, long path, Epoch epoch) {
        Contenders made = new Contenders(key, round.best.values());
        if (path != UNKEPT) {
            epoch.contenders().put(made);
        }
        return made;
    }

    private long keyOf(int caller, int levels, int method, long path) {
        long key = path;
        key = key * clauses.methodClasses() + method;
        key = key * clauses.levelClasses() + levels;
        return key * clauses.callerClasses() + caller;
    }

    /** Takes patterns one by one and keeps the nearest for each list of requirements. */
    private final class Round implements IntConsumer {
        private final CallKind call;
        private final Epoch epoch;
        private final boolean pathFails;
        private final boolean areNamed;
        private final Map<Integer, Contender> best = new HashMap<>();

        Round(CallKind call, Epoch epoch, boolean pathFails, boolean areNamed) {
            this.call = call;
            this.epoch = epoch;
            this.pathFails = pathFails;
            this.areNamed = areNamed;
        }

        @Override
        public void accept(int pattern) {
            int clause = clauses.clauseOf(pattern);
            if (clause >= firstAllow) {
                best.merge(groupOf[clause], measured(pattern, clause), Round::nearer);
            }
        }

        private Contender measured(int pattern, int clause) {
            boolean callerFails = !areNamed && !clauses.isOpenTo(clause, call.levels());
            boolean methodFails = !clauses.matchesMethod(pattern, call.method());
            boolean timeFails = !clauses.get(clause).during().contains(epoch.start());
            Step first = callerFails ? Step.CALLER : methodFails ? Step.METHOD : pathFails ? Step.PATH : Step.TIME;
            int failures = count(callerFails) + count(methodFails) + count(pathFails) + count(timeFails);
            return new Contender(pattern, failures, first, groups.get(groupOf[clause]));
        }

        private static int count(boolean fails) {
            return fails ? 1 : 0;
        }

        private static Contender nearer(Contender one, Contender other) {
            return one.bestPlace() <= other.bestPlace() ? one : other;
        }
    }
}
