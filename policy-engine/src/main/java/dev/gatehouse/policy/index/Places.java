package dev.gatehouse.policy.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All the branches on which one can be after the same segments, by number. */
record Places(List<Branch> branches) {
    private static final Comparator<Branch> BY_NUMBER = Comparator.comparingInt(Branch::number);

    static Places at(Branch root) {
        List<Branch> entered = new ArrayList<>();
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
        List<Branch> entered = new ArrayList<>(4);
        for (Branch branch : branches) {
            if (branch.loops()) {
                enter(branch, entered);
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

    private static void enter(@Nullable Branch branch, List<Branch> entered) {
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
        int[] ends = new int[branches.size()];
        int count = 0;
        for (Branch branch : branches) {
            if (branch.end() != Branch.NO_END) {
                ends[count++] = branch.end();
            }
        }
        int[] found = Arrays.copyOf(ends, count);
        Arrays.sort(found);
        return found;
    }

    /** What the literals say that lead on from here, without the empty one. */
    Set<String> literals() {
        Set<String> literals = new HashSet<>();
        for (Branch branch : branches) {
            literals.addAll(branch.literals().keySet());
        }
        literals.remove("");
        return literals;
    }

    boolean areNone() {
        return branches.isEmpty();
    }

    private static Places of(List<Branch> entered) {
        if (entered.size() < 2) {
            return new Places(List.copyOf(entered));
        }
        return new Places(entered.stream().sorted(BY_NUMBER).distinct().toList());
    }
}
