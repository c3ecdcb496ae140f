package dev.gatehouse.policy.index;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All the branches on which one can be after the same segments, by number. */
record Places(List<Branch> branches) {

    static Places at(Branch root) {
        TreeSet<Branch> entered = noBranches();
        enter(root, entered);
        return of(entered);
    }

    /** After a segment of this meaning, which is not empty. */
    Places after(String literal) {
        return after(literal, true);
    }

    /** After a segment of which no literal here speaks. */
    Places afterOther() {
        return after(null, true);
    }

    /** After the empty segment behind a trailing slash, which {@code *} does not stand for. */
    Places afterSlash() {
        return after("", false);
    }

    private Places after(@Nullable String literal, boolean any) {
        TreeSet<Branch> entered = noBranches();
        for (Branch branch : branches) {
            if (branch.loops()) {
                entered.add(branch);
            }
            if (any) {
                enter(branch.one(), entered);
            }
            if (literal != null) {
                enter(branch.literals().get(literal), entered);
            }
        }
        return of(entered);
    }

    private static void enter(@Nullable Branch branch, Set<Branch> entered) {
        for (Branch next = branch; next != null; next = next.many()) {
            entered.add(next);
        }
    }

    /** Those that lead on: places with the same ones go on in the same way. */
    Places leadingOn() {
        return new Places(branches.stream().filter(Branch::leadsOn).toList());
    }

    /** The ends that are reached here, sorted. */
    int[] ends() {
        return branches.stream()
                .mapToInt(Branch::end)
                .filter(end -> end != Branch.NO_END)
                .sorted()
                .toArray();
    }

    /** What the literals say that lead on from here, without the empty one. */
    Set<String> literals() {
        return branches.stream()
                .flatMap(branch -> branch.literals().keySet().stream())
                .filter(literal -> !literal.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean areNone() {
        return branches.isEmpty();
    }

    private static TreeSet<Branch> noBranches() {
        return new TreeSet<>(Comparator.comparingInt(Branch::number));
    }

    private static Places of(Set<Branch> branches) {
        return new Places(List.copyOf(branches));
    }
}
