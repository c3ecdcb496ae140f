package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.index.PathIndex;
import dev.gatehouse.policy.path.CanonicalPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Walks a path index from its start, nearest first, and keeps the first path to each set of templates.
 *
 * <p>Templates with several {@code **} can give rise to very many states; when there are more than
 * {@link #STATES} the walk stops, and what it found is not all.
 */
public final class PathClasses {
    static final int STATES = 200_000;

    private final PathIndex index;
    private final List<PathClass> found = new ArrayList<>();
    private final Set<Integer> outcomes = new HashSet<>();
    private final Set<Integer> seen = new HashSet<>();
    private final Queue<Place> waiting = new ArrayDeque<>();

    private PathClasses(PathIndex index) {
        this.index = index;
    }

    private record Place(int state, String path) {}

    /** Every class of paths that some template matches; empty with {@code isComplete} false is never guessed. */
    public static Walked of(PathIndex index) {
        PathClasses classes = new PathClasses(index);
        classes.waiting.add(new Place(index.start(), ""));
        boolean complete = classes.walk();
        return new Walked(List.copyOf(classes.found), complete);
    }

    /** The classes that were found, and whether that is all of them. */
    public record Walked(List<PathClass> classes, boolean isComplete) {}

    private boolean walk() {
        while (!waiting.isEmpty()) {
            Place place = waiting.remove();
            end(index.slash(place.state()), place.path() + "/");
            Set<String> literals = new TreeSet<>(index.literals(place.state()));
            for (String literal : literals) {
                enter(index.next(place.state(), literal), place.path() + "/" + literal);
            }
            enter(index.other(place.state()), place.path() + "/" + Demands.unlike(literals, "x"));
            if (seen.size() > STATES) {
                return false;
            }
        }
        return true;
    }

    private void enter(int state, String path) {
        if (state != PathIndex.DEAD && path.length() <= CanonicalPath.MAX_LENGTH && seen.add(state)) {
            end(state, path);
            waiting.add(new Place(state, path));
        }
    }

    private void end(int state, String path) {
        int outcome = index.outcomeAt(state);
        if (outcome != PathIndex.NO_MATCH && path.length() <= CanonicalPath.MAX_LENGTH && outcomes.add(outcome)) {
            found.add(new PathClass(CanonicalPath.from(path).path().orElseThrow(), index.endsAt(state)));
        }
    }
}
