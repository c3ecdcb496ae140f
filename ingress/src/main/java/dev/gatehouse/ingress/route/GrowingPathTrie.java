package dev.gatehouse.ingress.route;

import dev.gatehouse.policy.path.TemplateSegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link PathTrie} while routes are added to it, in the order of their places. */
final class GrowingPathTrie {
    /** Deeper segments are left to the predicates: it bounds how deep a search nests. */
    private static final int MOST_LEVELS = 64;

    private static final int[] NOWHERE = {};

    private final Map<String, GrowingPathTrie> literals = new HashMap<>();
    private final List<Integer> ending = new ArrayList<>(1);
    private final List<Integer> open = new ArrayList<>(0);
    private @Nullable GrowingPathTrie wildcard;

    void add(PathForm form, int place) {
        GrowingPathTrie level = this;
        List<TemplateSegment> leading = form.leading();
        int levels = Math.min(leading.size(), MOST_LEVELS);
        for (TemplateSegment segment : leading.subList(0, levels)) {
            level = level.below(segment);
        }
        List<Integer> places = form.isOpen() || levels < leading.size() ? level.open : level.ending;
        if (places.isEmpty() || places.get(places.size() - 1) != place) {
            places.add(place);
        }
    }

    private GrowingPathTrie below(TemplateSegment segment) {
        return segment.literal()
                .map(literal -> literals.computeIfAbsent(literal, ignored -> new GrowingPathTrie()))
                .orElseGet(this::wildcard);
    }

    private GrowingPathTrie wildcard() {
        if (wildcard == null) {
            wildcard = new GrowingPathTrie();
        }
        return wildcard;
    }

    PathTrie grown() {
        Map<String, PathTrie> below = new HashMap<>();
        literals.forEach((literal, trie) -> below.put(literal, trie.grown()));
        return new PathTrie(
                Map.copyOf(below), wildcard == null ? null : wildcard.grown(), sorted(ending), sorted(open));
    }

    private static int[] sorted(List<Integer> places) {
        return places.isEmpty()
                ? NOWHERE
                : places.stream().mapToInt(Integer::intValue).toArray();
    }
}
