package dev.gatehouse.gateway.history;

import dev.gatehouse.policy.index.PathIndex;
import dev.gatehouse.policy.path.PathTemplate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which of some templates can match together, over all paths that one more template matches.
 *
 * <p>It walks every state of the automaton of all of them, so it is exact; an automaton of more than
 * {@link #MOST_STATES} states is not walked to its end, and then nothing is said.
 */
final class PathClasses {
    static final int MOST_STATES = 20_000;

    private final PathIndex index;
    private final int bound;
    private final Set<BitSet> classes = new HashSet<>();
    private final Set<Integer> reached = new HashSet<>();
    private final Deque<Integer> ahead = new ArrayDeque<>();

    private PathClasses(PathIndex index, int bound) {
        this.index = index;
        this.bound = bound;
    }

    /**
     * For each kind of path that {@code within} matches, the positions of the templates that match it, too; empty if
     * there are too many kinds.
     */
    static Optional<Set<BitSet>> of(PathTemplate within, List<PathTemplate> templates) {
        List<PathTemplate> all = new ArrayList<>(templates);
        all.add(within);
        PathClasses walk = new PathClasses(PathIndex.of(all), templates.size());
        return walk.walk() ? Optional.of(walk.classes) : Optional.empty();
    }

    private boolean walk() {
        // The empty path is none: a path has at least one segment, which is empty in `/`.
        end(index.slash(index.start()));
        step(index.start());
        while (!ahead.isEmpty() && reached.size() <= MOST_STATES) {
            int state = ahead.remove();
            end(state);
            end(index.slash(state));
            step(state);
        }
        return ahead.isEmpty();
    }

    private void step(int state) {
        visit(index.other(state));
        index.literals(state).forEach(literal -> visit(index.next(state, literal)));
    }

    private void visit(int state) {
        if (state != PathIndex.DEAD && reached.add(state)) {
            ahead.add(state);
        }
    }

    private void end(int state) {
        int[] matching = index.templatesAt(state);
        if (IntStream.of(matching).anyMatch(template -> template == bound)) {
            BitSet kind = new BitSet();
            IntStream.of(matching).filter(template -> template != bound).forEach(kind::set);
            classes.add(kind);
        }
    }
}
