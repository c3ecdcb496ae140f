package dev.gatehouse.policy;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The way out of a name that nobody defined: the one that was probably meant, and all there are. */
final class Suggestion {
    private static final int LONGEST_COMPARED = 64;

    private Suggestion() {}

    static String forName(String written, String kind, Collection<String> defined) {
        String plural = kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : kind + "s";
        if (defined.isEmpty()) {
            return "no " + plural + " are defined";
        }
        String all = defined.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        String meant = nearest(written, defined)
                .map(name -> "did you mean `" + name + "`? ")
                .orElse("");
        return meant + "defined " + plural + ": " + all;
    }

    private static Optional<String> nearest(String written, Collection<String> defined) {
        if (written.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        int tolerated = Math.max(1, written.length() / 3);
        return defined.stream()
                .filter(name -> name.length() <= LONGEST_COMPARED && distance(written, name) <= tolerated)
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be changed, added, dropped or swapped with their neighbour. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
