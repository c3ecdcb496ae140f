package dev.gatehouse.gateway.history;

import java.util.ArrayList;
import java.util.List;

/** Which learned templates another one makes superfluous. */
final class Covering {
    private Covering() {}

    /** Without those that another one holds, whose requests it takes over. */
    static List<PathTree.Learned> withoutCovered(List<PathTree.Learned> all) {
        List<PathTree.Learned> kept = new ArrayList<>();
        for (PathTree.Learned one : all) {
            if (all.stream().noneMatch(other -> other != one && covers(other, one))) {
                kept.add(one);
            }
        }
        List<PathTree.Learned> counted = new ArrayList<>();
        for (PathTree.Learned one : kept) {
            long more = all.stream()
                    .filter(other -> !kept.contains(other) && covers(one, other) && first(kept, other) == one)
                    .mapToLong(PathTree.Learned::count)
                    .sum();
            counted.add(new PathTree.Learned(one.segments(), one.count() + more));
        }
        return counted;
    }

    private static PathTree.Learned first(List<PathTree.Learned> kept, PathTree.Learned covered) {
        return kept.stream().filter(one -> covers(one, covered)).findFirst().orElse(covered);
    }

    /** Whether the wider one matches every path that the narrower one does. Stars at the end are the only long ones. */
    static boolean covers(PathTree.Learned wider, PathTree.Learned narrower) {
        List<String> wide = wider.segments();
        List<String> narrow = narrower.segments();
        for (int i = 0; i < wide.size(); i++) {
            if (wide.get(i).equals("**")) {
                return true;
            }
            if (i >= narrow.size() || narrow.get(i).equals("**")) {
                return false;
            }
            boolean isStar = wide.get(i).equals("*") && !narrow.get(i).isEmpty();
            if (!isStar && !wide.get(i).equals(narrow.get(i))) {
                return false;
            }
        }
        return wide.size() == narrow.size();
    }
}
