package dev.gatehouse.policy.path;

import java.util.List;
import java.util.Optional;

/** Tells whether some path matches two templates at once. */
final class Overlap {
    private final List<TemplateSegment> left;
    private final List<TemplateSegment> right;

    private Overlap(List<TemplateSegment> left, List<TemplateSegment> right) {
        this.left = left;
        this.right = right;
    }

    static boolean isBetween(List<TemplateSegment> left, List<TemplateSegment> right) {
        int same = 0;
        int shorter = Math.min(left.size(), right.size());
        // Most templates part ways early, before any `**`.
        while (same < shorter && !left.get(same).isMany() && !right.get(same).isMany()) {
            if (!share(left.get(same), right.get(same))) {
                return false;
            }
            same++;
        }
        return new Overlap(left.subList(same, left.size()), right.subList(same, right.size())).exists();
    }

    /** Works from the ends of both to their starts; each cell says whether what is left of both overlaps. */
    private boolean exists() {
        boolean[][] rest = new boolean[left.size() + 1][right.size() + 1];
        for (int i = left.size(); i >= 0; i--) {
            for (int j = right.size(); j >= 0; j--) {
                rest[i][j] = overlapsFrom(i, j, rest);
            }
        }
        return rest[0][0];
    }

    private boolean overlapsFrom(int i, int j, boolean[][] rest) {
        boolean leftEnds = i == left.size();
        boolean rightEnds = j == right.size();
        if (leftEnds && rightEnds) {
            return true;
        }
        if (!leftEnds && left.get(i).isMany()) {
            return rest[i + 1][j] || (!rightEnds && rest[i][j + 1]);
        }
        if (!rightEnds && right.get(j).isMany()) {
            return rest[i][j + 1] || (!leftEnds && rest[i + 1][j]);
        }
        return !leftEnds && !rightEnds && share(left.get(i), right.get(j)) && rest[i + 1][j + 1];
    }

    /** Whether one segment matches both, neither of which stands for many. */
    private static boolean share(TemplateSegment one, TemplateSegment other) {
        Optional<String> text = one.literal();
        Optional<String> otherText = other.literal();
        if (text.isPresent() && otherText.isPresent()) {
            return text.equals(otherText);
        }
        // A wildcard takes no empty segment, which stands for a trailing slash.
        return text.or(() -> otherText).filter(String::isEmpty).isEmpty();
    }
}
