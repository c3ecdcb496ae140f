package dev.gatehouse.policy.index;

import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathTemplate;
import dev.gatehouse.policy.path.Segments;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which of many templates match a path: an automaton over the path's segments, whose cost does not grow with
 * the number of templates.
 *
 * <p>States are worked out when they are first reached. {@link #find} keeps no more of them than its
 * {@link Room} has space for and says {@link #BEYOND} instead; {@link #endsOf(CanonicalPath)} then answers
 * without keeping anything. The methods that walk state by state keep whatever they are asked for.
 *
 * <p>Templates that match the same paths because they are written alike, up to the names of their captures,
 * share an <em>end</em>. States at which the same ends are reached share an <em>outcome</em>. Both are counted
 * from 0. Safe to share between threads.
 */
public final class PathIndex {
    /** Nothing can match any more. */
    public static final int DEAD = -1;

    /** The path leads to a state that there was no room to keep. */
    public static final int BEYOND = -2;

    /** The outcome where nothing matches. */
    public static final int NO_MATCH = 0;

    private static final int DEFAULT_ROOM = 1 << 19;

    private final int[] endOfTemplate;
    private final int[][] templatesOfEnd;
    private final Places start;
    private final States states;

    private PathIndex(int[] endOfTemplate, Branch root, Room room) {
        this.endOfTemplate = endOfTemplate;
        templatesOfEnd = grouped(endOfTemplate);
        start = Places.at(root);
        states = new States(start, room);
    }

    public static PathIndex of(List<PathTemplate> templates) {
        return of(templates, new Room(DEFAULT_ROOM));
    }

    public static PathIndex of(List<PathTemplate> templates, Room room) {
        int[] ends = new int[templates.size()];
        return new PathIndex(ends, Branch.plant(templates, ends), room);
    }

    private static int[][] grouped(int[] endOfTemplate) {
        int count = Arrays.stream(endOfTemplate).max().orElse(-1) + 1;
        int[] sizes = new int[count];
        for (int end : endOfTemplate) {
            sizes[end]++;
        }
        int[][] groups = new int[count][];
        Arrays.setAll(groups, end -> new int[sizes[end]]);
        for (int template = endOfTemplate.length - 1; template >= 0; template--) {
            int end = endOfTemplate[template];
            groups[end][--sizes[end]] = template;
        }
        return groups;
    }

    /** The state before the first segment. */
    public int start() {
        return states.start().number();
    }

    /** Where a segment leads, which is not empty; its escapes are read by their meaning. */
    public int next(int state, String segment) {
        if (state == DEAD) {
            return DEAD;
        }
        String meaning = meaningOf(segment);
        return states.next(states.at(state), meaning, 0, meaning.length()).number();
    }

    private static String meaningOf(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        return CanonicalPath.from("/" + segment)
                .path()
                .map(path -> Segments.meaningOf(path.value().substring(1)))
                .orElse(segment);
    }

    /** Where every segment leads that is not empty and not one of {@link #literals}. */
    public int other(int state) {
        // Nothing means this: a segment holds no slash.
        return state == DEAD ? DEAD : states.next(states.at(state), "/", 0, 1).number();
    }

    /** Where the empty segment after a trailing slash leads. A path ends with it. */
    public int slash(int state) {
        return state == DEAD ? DEAD : states.next(states.at(state), "", 0, 0).number();
    }

    /** The meanings of those segments that may lead elsewhere than {@link #other}. */
    public Set<String> literals(int state) {
        return state == DEAD
                ? Set.of()
                : Set.copyOf(states.at(state).fan().places().literals());
    }

    /** The positions in the list, from low to high, of the templates that match a path which ends here. */
    public int[] templatesAt(int state) {
        return templatesOf(endsAt(state));
    }

    private int[] templatesOf(int[] ends) {
        return IntStream.of(ends)
                .flatMap(end -> IntStream.of(templatesOfEnd[end]))
                .sorted()
                .toArray();
    }

    /** The ends that a path which ends here reaches, from low to high. */
    public int[] endsAt(int state) {
        return state == DEAD ? new int[0] : states.at(state).ends().clone();
    }

    /** The outcome of a path that ends here: the same wherever the same templates match. */
    public int outcomeAt(int state) {
        return state == DEAD ? NO_MATCH : states.at(state).outcome();
    }

    /** The end of the template at this position in the list. */
    public int endOf(int template) {
        return endOfTemplate[template];
    }

    /** How many ends there are. */
    public int ends() {
        return templatesOfEnd.length;
    }

    /** The state after the whole path, {@link #DEAD} or {@link #BEYOND}; a path without escapes costs no memory. */
    public int find(CanonicalPath path) {
        State state = walk(path);
        return state == null ? BEYOND : state.number();
    }

    /** The outcome of the path, {@link #NO_MATCH} or {@link #BEYOND}, at the same cost as {@link #find}. */
    public int outcomeOf(CanonicalPath path) {
        State state = walk(path);
        return state == null ? BEYOND : state.outcome();
    }

    /** The same, made ahead if it fits into so many cells of four bytes. */
    public Optional<PathAutomaton> automaton(int mostCells) {
        return new AutomatonBuilder(mostCells).build(start);
    }

    private @Nullable State walk(CanonicalPath path) {
        String value = path.value();
        String text = value.indexOf('%') < 0 ? value : Segments.meaningOf(value);
        State state = states.start();
        int from = 1;
        while (state != null && state.number() != DEAD) {
            int slash = text.indexOf('/', from);
            state = states.nextIfRoom(state, text, from, slash < 0 ? text.length() : slash);
            if (slash < 0) {
                return state;
            }
            from = slash + 1;
        }
        return state;
    }

    /** The ends that the path reaches, from low to high, worked out without keeping anything. */
    public int[] endsOf(CanonicalPath path) {
        return endsOf(path, Long.MAX_VALUE);
    }

    /**
     * The same, for paths that strangers send.
     *
     * @throws IllegalStateException if that means to follow the path through more than so many places of the
     *     templates, counted after every segment
     */
    public int[] endsOf(CanonicalPath path, long mostPlaces) {
        String text = Segments.meaningOf(path.value());
        Places places = start;
        long followed = 0;
        int from = 1;
        while (!places.areNone()) {
            followed += places.branches().size();
            if (followed > mostPlaces) {
                throw new IllegalStateException(
                        "the path crosses the templates in more than " + mostPlaces + " places");
            }
            int slash = text.indexOf('/', from);
            String segment = text.substring(from, slash < 0 ? text.length() : slash);
            places = segment.isEmpty() ? places.afterSlash() : places.after(segment);
            if (slash < 0) {
                break;
            }
            from = slash + 1;
        }
        return places.ends();
    }
}
