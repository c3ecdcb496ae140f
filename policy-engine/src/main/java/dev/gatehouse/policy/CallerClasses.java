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

    private final int[] slots;
    private final int[][] naming;

    CallerClasses(List<Clause> clauses, Names people) {
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
        Map<Integer, Integer> numbered = new HashMap<>();
        namingEach.forEach((name, builder) -> {
            List<Integer> key = builder.build().boxed().toList();
            numbered.put(numberOf(name, people), known.computeIfAbsent(key, unknown -> known.size()));
        });
        naming = new int[known.size()][];
        known.forEach((key, number) ->
                naming[number] = key.stream().mapToInt(Integer::intValue).toArray());
        slots = new int[Integer.highestOneBit(Math.max(1, numbered.size())) * 8];
        int mask = slots.length / 2 - 1;
        numbered.forEach((person, callerClass) -> {
            int slot = person & mask;
            while (slots[2 * slot + 1] != UNNAMED) {
                slot = (slot + 1) & mask;
            }
            slots[2 * slot] = person;
            slots[2 * slot + 1] = callerClass;
        });
    }

    // A name without a number would put all strangers into its class.
    private static int numberOf(String name, Names people) {
        int person = people.of(name);
        if (person < 0) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return person;
    }

    /** The class of the person with this number. */
    int of(int person) {
        int mask = slots.length / 2 - 1;
        for (int slot = person & mask; ; slot = (slot + 1) & mask) {
            int callerClass = slots[2 * slot + 1];
            if (callerClass == UNNAMED || slots[2 * slot] == person) {
                return callerClass;
            }
        }
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
