package dev.gatehouse.policy;

import dev.gatehouse.policy.index.PathAutomaton;
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
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The clauses about one service, found by who calls, how, and on which path.
 *
 * <p>Clauses are numbered in the order in which they are looked at. Their patterns are numbered through in that
 * order too, each clause's as they were written.
 */
final class Clauses {
    private static final int ANY_METHOD = -1;
    private static final int LEAST_CELLS = 8192;
    private static final int CELLS_FOR_PATTERN = 256;
    private static final int LEAST_ROOM = 512;
    private static final int ROOM_FOR_PATTERN = 256;
    private static final int MOST_ROOM = 1 << 21;
    private static final int MOST_CELLS = 1 << 26;
    // About two milliseconds' work. Ten segments through a thousand crossing templates are less.
    private static final int MOST_PLACES = 1 << 14;

    private final List<Clause> all;
    private final Names people;
    private final CallerClasses callers;
    private final int[] ranks;
    private final Methods methods;
    private final int methodCount;
    private final PathIndex paths;
    private final @Nullable PathAutomaton automaton;
    private final int[] firstPatternOf;
    private final int[] clauseOf;
    private final int[] methodOf;
    private final int[] endOf;
    private final int[][] openAtEnd;
    private final int[][] namingAtEnd;

    /** {@code people} are numbers for all names that clauses and calls may have in common. */
    Clauses(List<Clause> all, Names people) {
        this.all = List.copyOf(all);
        this.people = people;
        callers = new CallerClasses(all, people);
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
        methods = new Methods(numberedMethods);
        methodCount = numberedMethods.size() + 1;
        paths = PathIndex.of(templates, new Room(atMost(MOST_ROOM, LEAST_ROOM, ROOM_FOR_PATTERN, templates.size())));
        automaton = paths.automaton(atMost(MOST_CELLS, LEAST_CELLS, CELLS_FOR_PATTERN, templates.size()))
                .orElse(null);
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

    private static int atMost(int most, int least, int each, int count) {
        return (int) Math.min(most, least + (long) each * count);
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

    int count() {
        return all.size();
    }

    CallKind kindOf(AccessRequest request) {
        return new CallKind(callerClass(request), levels(request), method(request));
    }

    int callerClass(AccessRequest request) {
        return callers.of(people.of(request.caller().name()));
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

    /**
     * The class of the path, or {@link PathIndex#BEYOND}. Templates that cross each other in very many ways have
     * no automaton made ahead; their index then keeps what calls reach, while there is room.
     */
    int pathClass(CanonicalPath path) {
        return automaton == null ? paths.outcomeOf(path) : automaton.outcomeOf(path);
    }

    /** More than any class of a path. */
    int pathClasses() {
        return automaton == null ? MOST_ROOM : automaton.outcomes();
    }

    /**
     * The ends of the templates that match the path, sorted.
     *
     * @throws IllegalStateException if the path is made to cost more than an event loop can give
     */
    int[] endsOf(CanonicalPath path) {
        if (automaton != null) {
            return automaton.endsAt(automaton.outcomeOf(path));
        }
        int state = paths.find(path);
        return state == PathIndex.BEYOND ? paths.endsOf(path, MOST_PLACES) : paths.endsAt(state);
    }

    int patterns() {
        return clauseOf.length;
    }

    int clauseOf(int pattern) {
        return clauseOf[pattern];
    }

    RequestPattern pattern(int pattern) {
        int clause = clauseOf[pattern];
        return all.get(clause).requests().get(pattern - firstPatternOf[clause]);
    }

    void forEachPattern(int firstClause, IntConsumer action) {
        for (int pattern = firstPatternOf[firstClause]; pattern < clauseOf.length; pattern++) {
            action.accept(pattern);
        }
    }

    void forEachPatternAt(int[] ends, IntConsumer action) {
        for (int end : ends) {
            for (int pattern : openAtEnd[end]) {
                action.accept(pattern);
            }
            for (int pattern : namingAtEnd[end]) {
                action.accept(pattern);
            }
        }
    }

    /** The patterns of the clauses that name this class of callers. */
    void forEachPatternNaming(int callerClass, IntConsumer action) {
        for (int clause : callers.clausesNaming(callerClass)) {
            for (int pattern = firstPatternOf[clause]; pattern < firstPatternOf[clause + 1]; pattern++) {
                action.accept(pattern);
            }
        }
    }

    /** Of these, those with one of these ends: goes through the class or the ends, whichever has less. */
    void forEachPatternNaming(int callerClass, int[] ends, IntConsumer action) {
        int[] own = callers.clausesNaming(callerClass);
        int atEnds = 0;
        for (int end : ends) {
            atEnds += openAtEnd[end].length + namingAtEnd[end].length;
        }
        if (atEnds <= own.length) {
            forEachPatternAt(ends, pattern -> {
                if (callers.isNamed(callerClass, clauseOf[pattern])) {
                    action.accept(pattern);
                }
            });
        } else {
            forEachPatternNaming(callerClass, pattern -> {
                if (Arrays.binarySearch(ends, endOf[pattern]) >= 0) {
                    action.accept(pattern);
                }
            });
        }
    }

    /** The clauses that match but for requirements and time, from low to high. */
    int[] matching(CallKind call, int[] ends) {
        IntStream.Builder found = IntStream.builder();
        for (int end : ends) {
            for (int pattern : openAtEnd[end]) {
                if (matchesMethod(pattern, call.method()) && isOpenTo(clauseOf[pattern], call.levels())) {
                    found.add(clauseOf[pattern]);
                }
            }
        }
        forEachPatternNaming(call.caller(), ends, pattern -> {
            if (matchesMethod(pattern, call.method())) {
                found.add(clauseOf[pattern]);
            }
        });
        return found.build().sorted().distinct().toArray();
    }

    boolean matchesMethod(int pattern, int method) {
        return methodOf[pattern] == ANY_METHOD || methodOf[pattern] == method;
    }

    /** Whether the clause speaks of everybody whose label reaches so many levels. */
    boolean isOpenTo(int clause, int levels) {
        Clause it = all.get(clause);
        return it.anybody()
                || (it.lowest() != null
                        && levels > 0
                        && ranks[levels - 1] >= it.lowest().rank());
    }

    int[] clausesNaming(int callerClass) {
        return callers.clausesNaming(callerClass);
    }
}
