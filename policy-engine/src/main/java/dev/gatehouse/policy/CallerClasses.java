package dev.gatehouse.policy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Callers put together as long as the clauses of one service treat them alike: by the clauses that name them.
 * All whom nobody names are class 0.
 */
final class CallerClasses {
    private static final int UNNAMED = 0;

    private final Names classes;
    private final int[][] naming;

    CallerClasses(List<Clause> clauses) {
        Map<String, IntStream.Builder> namingEach = new HashMap<>();
        for (int i = 0; i < clauses.size(); i++) {
            Clause clause = clauses.get(i);
            if (!clause.anybody()) {
                for (String name : clause.names()) {
                    namingEach
                            .computeIfAbsent(name, unknown -> IntStream.builder())
                            .add(i);
                }
            }
        }
        Map<List<Integer>, Integer> known = new HashMap<>();
        known.put(List.of(), UNNAMED);
        Map<String, Integer> numbered = new HashMap<>();
        namingEach.forEach((name, builder) -> {
            List<Integer> key = builder.build().boxed().toList();
            numbered.put(name, known.computeIfAbsent(key, unknown -> known.size()));
        });
        naming = new int[known.size()][];
        known.forEach((key, number) ->
                naming[number] = key.stream().mapToInt(Integer::intValue).toArray());
        classes = new Names(numbered, UNNAMED);
    }

    int of(String name) {
        return classes.of(name);
    }

    int count() {
        return naming.length;
    }

    /** The numbers of the clauses that name this class, from low to high. */
    int[] clausesNaming(int callerClass) {
        return naming[callerClass];
    }

    boolean isNamed(int callerClass, int clause) {
        return Arrays.binarySearch(naming[callerClass], clause) >= 0;
    }
}
