package dev.gatehouse.ingress.route;

import dev.gatehouse.policy.path.TemplateSegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PathTrie} while routes are added to it, in the order of their places.
 *
 * <p>As long as a level has one route only, nothing grows below it: asking the route itself is cheaper than
 * walking on.
 */
final class GrowingPathTrie {
    /** Deeper segments are left to the predicates: it bounds how deep a search nests. */
    private static final int MOST_LEVELS = 64;

    private static final int[] NOWHERE = {};

    private final int depth;
    private final List<PathForm> waiting = new ArrayList<>(1);
    private final Map<String, GrowingPathTrie> literals = new HashMap<>();
    private final List<Integer> ending = new ArrayList<>(0);
    private final List<Integer> open = new ArrayList<>(0);
    private @Nullable GrowingPathTrie wildcard;
    private int only = Candidates.NONE;
    private boolean isShared;

    GrowingPathTrie() {
        this(0);
    }

    private GrowingPathTrie(int depth) {
        this.depth = depth;
    }

    void add(PathForm form, int place) {
        if (!isShared && (only == Candidates.NONE || only == place)) {
            only = place;
            waiting.add(form);
            return;
        }
        isShared = true;
        waiting.forEach(earlier -> grow(earlier, only));
        waiting.clear();
        grow(form, place);
    }

    private void grow(PathForm form, int place) {
        List<TemplateSegment> leading = form.leading();
        if (depth == leading.size() || depth == MOST_LEVELS) {
            List<Integer> places = depth < leading.size() || form.isOpen() ? open : ending;
            if (places.isEmpty() || places.get(places.size() - 1) != place) {
                places.add(place);
            }
        } else {
            below(leading.get(depth)).add(form, place);
        }
    }

    private GrowingPathTrie below(TemplateSegment segment) {
        return segment.literal()
                .map(literal -> literals.computeIfAbsent(literal, ignored -> new GrowingPathTrie(depth + 1)))
                .orElseGet(this::wildcard);
    }

    private GrowingPathTrie wildcard() {
        if (wildcard == null) {
            wildcard = new GrowingPathTrie(depth + 1);
        }
        return wildcard;
    }

    PathTrie grown() {
        if (!isShared) {
            return new PathTrie(Map.of(), null, NOWHERE, only == Candidates.NONE ? NOWHERE : new int[] {only});
        }
        Map<String, PathTrie> below = new HashMap<>(2 * literals.size());
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
