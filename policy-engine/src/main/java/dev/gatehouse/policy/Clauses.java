package dev.gatehouse.policy;

import dev.gatehouse.policy.index.PathIndex;
import dev.gatehouse.policy.index.Room;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.path.RequestPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The clauses about one service, found by who calls, how, and on which path.
 *
 * <p>Clauses are numbered in the order in which they are looked at. Their patterns are numbered through in that
 * order too, each clause's as they were written.
 */
final class Clauses {
    private static final int ANY_METHOD = -1;
    private static final int OTHER_METHOD = 0;
    private static final int ROOM_FOR_PATTERN = 256;
    private static final int LEAST_ROOM = 512;
    private static final int MOST_ROOM = 1 << 21;

    private final List<Clause> all;
    private final CallerClasses callers;
    private final int[] ranks;
    private final Names methods;
    private final int methodCount;
    private final PathIndex paths;
    private final int[] firstPatternOf;
    private final int[] clauseOf;
    private final int[] methodOf;
    private final int[] endOf;
    private final int[][] openAtEnd;
    private final int[][] namingAtEnd;

    Clauses(List<Clause> all) {
        this.all = List.copyOf(all);
        callers = new CallerClasses(all);
        ranks = ranksOf(all);
        Map<String, Integer> numberedMethods = new HashMap<>();
        List<PathTemplate> templates = new ArrayList<>();
        firstPatternOf = new int[all.size() + 1];
        for (int clause = 0; clause < all.size(); clause++) {
            for (RequestPattern pattern : all.get(clause).requests()) {
                templates.add(pattern.template());
                if (!pattern.method().equals(RequestPattern.ANY_METHOD)) {
                    numberedMethods.putIfAbsent(pattern.method(), numberedMethods.size() + 1);
                }
            }
            firstPatternOf[clause + 1] = templates.size();
        }
        methods = new Names(numberedMethods, OTHER_METHOD);
        methodCount = numberedMethods.size() + 1;
        int room = Math.min(MOST_ROOM, LEAST_ROOM + ROOM_FOR_PATTERN * Math.min(templates.size(), MOST_ROOM));
        paths = PathIndex.of(templates, new Room(room));
        clauseOf = new int[templates.size()];
        methodOf = new int[templates.size()];
        endOf = new int[templates.size()];
        for (int clause = 0; clause < all.size(); clause++) {
            int first = firstPatternOf[clause];
            for (int pattern = first; pattern < firstPatternOf[clause + 1]; pattern++) {
                String method = all.get(clause).requests().get(pattern - first).method();
                clauseOf[pattern] = clause;
                methodOf[pattern] = numberedMethods.getOrDefault(method, ANY_METHOD);
                endOf[pattern] = paths.endOf(pattern);
            }
        }
        openAtEnd = byEnd(pattern -> !all.get(clauseOf[pattern]).isForNamesOnly());
        namingAtEnd = byEnd(pattern -> all.get(clauseOf[pattern]).isForNamesOnly());
    }

    private static int[] ranksOf(List<Clause> clauses) {
        Set<Integer> ranks = new TreeSet<>();
        for (Clause clause : clauses) {
            if (clause.lowest() != null) {
                ranks.add(clause.lowest().rank());
            }
        }
        return ranks.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[][] byEnd(IntPredicate wanted) {
        IntStream.Builder[] builders = new IntStream.Builder[paths.ends()];
        Arrays.setAll(builders, end -> IntStream.builder());
        IntStream.range(0, endOf.length).filter(wanted).forEach(pattern -> builders[endOf[pattern]].add(pattern));
        return Arrays.stream(builders).map(builder -> builder.build().toArray()).toArray(int[][]::new);
    }

    Clause get(int clause) {
        return all.get(clause);
    }

    int callerClass(AccessRequest request) {
        return callers.of(request.caller().name());
    }

    int callerClasses() {
        return callers.count();
    }

    /** How many of the levels that clauses ask for the call's label reaches. */
    int levels(AccessRequest request) {
        int rank = request.label().level().rank();
        int reached = 0;
        while (reached < ranks.length && ranks[reached] <= rank) {
            reached++;
        }
        return reached;
    }

    int levelClasses() {
        return ranks.length + 1;
    }

    /** The number of the method; those that no pattern names share one. */
    int method(AccessRequest request) {
        return methods.of(request.method());
    }

    int methodClasses() {
        return methodCount;
    }

    /** The class of the path; see {@link PathIndex#outcomeOf}. */
    int pathClass(CanonicalPath path) {
        return paths.outcomeOf(path);
    }

    /** The ends of the templates that match the path, sorted. */
    int[] endsOf(CanonicalPath path) {
        int state = paths.find(path);
        return state == PathIndex.BEYOND ? paths.endsOf(path) : paths.endsAt(state);
    }

    int patterns() {
        return clauseOf.length;
    }

    /** The clauses that match but for requirements and time, from low to high. */
    int[] matching(CallKind call, int[] ends) {
        IntStream.Builder found = IntStream.builder();
        for (int end : ends) {
            for (int pattern : openAtEnd[end]) {
                if (matchesMethod(pattern, call.method()) && includes(clauseOf[pattern], call)) {
                    found.add(clauseOf[pattern]);
                }
            }
        }
        int[] own = callers.clausesNaming(call.caller());
        if (own.length > 0) {
            addNaming(call, ends, own, found);
        }
        return found.build().sorted().distinct().toArray();
    }

    /** Goes through the clauses that name the caller or through the patterns of the path, whichever are fewer. */
    private void addNaming(CallKind call, int[] ends, int[] own, IntStream.Builder found) {
        int atEnds = 0;
        for (int end : ends) {
            atEnds += namingAtEnd[end].length;
        }
        if (atEnds <= own.length) {
            for (int end : ends) {
                for (int pattern : namingAtEnd[end]) {
                    if (matchesMethod(pattern, call.method()) && callers.isNamed(call.caller(), clauseOf[pattern])) {
                        found.add(clauseOf[pattern]);
                    }
                }
            }
            return;
        }
        for (int clause : own) {
            for (int pattern = firstPatternOf[clause]; pattern < firstPatternOf[clause + 1]; pattern++) {
                if (matchesMethod(pattern, call.method()) && Arrays.binarySearch(ends, endOf[pattern]) >= 0) {
                    found.add(clause);
                }
            }
        }
    }

    private boolean matchesMethod(int pattern, int method) {
        return methodOf[pattern] == ANY_METHOD || methodOf[pattern] == method;
    }

    private boolean includes(int clause, CallKind call) {
        Clause it = all.get(clause);
        return it.anybody()
                || (it.lowest() != null && reaches(call.levels(), it.lowest().rank()))
                || callers.isNamed(call.caller(), clause);
    }

    private boolean reaches(int levels, int rank) {
        return levels > 0 && ranks[levels - 1] >= rank;
    }
}
