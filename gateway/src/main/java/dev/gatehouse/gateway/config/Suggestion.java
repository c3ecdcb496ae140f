package dev.gatehouse.gateway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** The way out of a name that nobody knows: the nearest one that is known, and all of them. */
public final class Suggestion {
    private static final int MOST_LISTED = 12;
    private static final int LONGEST_COMPARED = 64;

    private Suggestion() {}

    /** "did you mean `x`? defined upstreams: `x`, `y`". */
    public static String of(String written, Collection<String> known, String whatTheyAre) {
        String nearest = nearest(written, known)
                .map(name -> "did you mean `" + name + "`?")
                .orElse("");
        if (known.isEmpty()) {
            return "no " + whatTheyAre;
        }
        if (known.size() > MOST_LISTED && !nearest.isEmpty()) {
            return nearest;
        }
        String listed = known.stream()
                .sorted()
                .limit(MOST_LISTED)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
        String rest = known.size() > MOST_LISTED ? ", …" : "";
        return (nearest.isEmpty() ? "" : nearest + " ") + whatTheyAre + ": " + listed + rest;
    }

    /** The known name that is at most a third of its letters away. */
    static Optional<String> nearest(String written, Collection<String> known) {
        if (written.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        return known.stream()
                .filter(name -> name.length() <= LONGEST_COMPARED)
                .filter(name -> distance(written, name) <= Math.max(1, Math.max(name.length(), written.length()) / 3))
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters to add, drop, change or swap to come from one word to the other. */
    static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int best = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[one.length()][other.length()];
    }
}
