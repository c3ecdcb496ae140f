package dev.gatehouse.ingress.route;

import dev.gatehouse.policy.path.Segments;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places of the routes whose paths begin alike, one level for each segment.
 *
 * <p>{@code ending} are the places of those whose path ends here, {@code open} of those behind which anything may
 * follow, and the one place of a level that has no other. Whatever the path, a level is visited at most once, and the levels are few.
 */
record PathTrie(Map<String, PathTrie> literals, @Nullable PathTrie wildcard, int[] ending, int[] open) {

    /** Adds the lists of all levels that fit these segments from this one on. */
    void collect(List<String> segments, int from, Candidates into) {
        PathTrie level = this;
        for (int i = from; i < segments.size(); i++) {
            into.add(level.open);
            String segment = segments.get(i);
            if (level.wildcard != null && !segment.isEmpty()) {
                level.wildcard.collect(segments, i + 1, into);
            }
            PathTrie next = level.literals.isEmpty() ? null : level.literals.get(Segments.meaningOf(segment));
            if (next == null) {
                return;
            }
            level = next;
        }
        into.add(level.open);
        into.add(level.ending);
    }
}
