package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.index.PathIndex;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
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

    /** A template that matches every path. */
    public static final List<PathTemplate> EVERYWHERE =
            List.of(PathTemplate.from("/**").template().orElseThrow());

    private final PathIndex index;
    private final PathIndex part;
    private final List<PathClass> found = new ArrayList<>();
    private final Set<Integer> outcomes = new HashSet<>();
    private final Set<Integer> seen = new HashSet<>();
    private final Queue<Place> waiting = new ArrayDeque<>();

    private PathClasses(PathIndex index, PathIndex part) {
        this.index = index;
        this.part = part;
    }

    /** A path, and where it leads in the index and in the part. */
    private record Place(int state, int inPart, String path) {}

    /** Every class of paths that some template matches; empty with {@code isComplete} false is never guessed. */
    public static Walked of(PathIndex index) {
        return within(PathIndex.of(EVERYWHERE), index);
    }

    /**
     * Only those that a template of the part matches, all of which are in the index too, or match every path.
     * Where none of them can match any more, nobody walks on.
     */
    public static Walked within(PathIndex part, PathIndex index) {
        PathClasses classes = new PathClasses(index, part);
        classes.waiting.add(new Place(index.start(), part.start(), ""));
        boolean complete = classes.walk();
        return new Walked(List.copyOf(classes.found), complete);
    }

    /** The classes that were found, and whether that is all of them. */
    public record Walked(List<PathClass> classes, boolean isComplete) {}

    private boolean walk() {
        while (!waiting.isEmpty()) {
            Place place = waiting.remove();
            end(index.slash(place.state()), part.slash(place.inPart()), place.path() + "/");
            Set<String> literals = new TreeSet<>(index.literals(place.state()));
            for (String literal : literals) {
                int inPart = part.next(place.inPart(), literal);
                if (inPart != PathIndex.DEAD) {
                    enter(index.next(place.state(), literal), inPart, place.path() + "/" + literal);
                }
            }
            int inPart = part.other(place.inPart());
            if (inPart != PathIndex.DEAD) {
                enter(index.other(place.state()), inPart, place.path() + "/" + Demands.unlike(literals, "x"));
            }
            if (seen.size() > STATES) {
                return false;
            }
        }
        return true;
    }

    // Whoever is at the same state of the index is at the same state of its part.
    private void enter(int state, int inPart, String path) {
        if (state != PathIndex.DEAD && path.length() <= CanonicalPath.MAX_LENGTH && seen.add(state)) {
            end(state, inPart, path);
            waiting.add(new Place(state, inPart, path));
        }
    }

    private void end(int state, int inPart, String path) {
        int outcome = index.outcomeAt(state);
        if (outcome != PathIndex.NO_MATCH
                && part.outcomeAt(inPart) != PathIndex.NO_MATCH
                && path.length() <= CanonicalPath.MAX_LENGTH
                && outcomes.add(outcome)) {
            found.add(new PathClass(CanonicalPath.from(path).path().orElseThrow(), index.endsAt(state)));
        }
    }
}
