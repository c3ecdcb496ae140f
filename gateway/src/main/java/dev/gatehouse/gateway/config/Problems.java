package dev.gatehouse.gateway.config;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Collects every problem of one load, and knows where each path of the configuration was written, so that
 * those who know no YAML can report by path.
 */
final class Problems {
    private static final int MOST_PROBLEMS = 500;
    private static final int LONGEST_TEXT = 600;

    // In the order of finding; the same thing found twice is one problem.
    private final Set<Problem> found = new LinkedHashSet<>();
    private boolean leftOut;
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> excused = new HashSet<>();
    private final Concealed concealed = new Concealed();

    /** Where something was written. */
    record Place(SourceFile file, int line, int column, int length) {
        static Place of(SourceFile file, Node node) {
            return node.getStartMark()
                    .map(start -> {
                        int length = node.getEndMark()
                                .filter(end -> end.getLine() == start.getLine())
                                .map(end -> end.getColumn() - start.getColumn())
                                .orElse(1);
                        return new Place(file, start.getLine() + 1, start.getColumn() + 1, Math.max(1, length));
                    })
                    .orElseGet(() -> new Place(file, 1, 1, 1));
        }

        /** As the head of a message writes it. */
        String position() {
            return file.name() + ":" + line + ":" + column;
        }
    }

    void remember(String path, Place place) {
        places.putIfAbsent(path, place);
    }

    void pointAt(String path, Place place) {
        places.put(path, place);
    }

    /** Says that this path is missing for a reason that has been reported. */
    void excuse(String path) {
        excused.add(path);
    }

    boolean isExcused(String path) {
        return excused.contains(path);
    }

    /** Keeps a value out of what is shown beside problems, those that were found before included. */
    void conceal(SourceFile file, Node node) {
        concealed.hide(file, node);
    }

    void error(Place place, String message, String help) {
        add(place, message, help, Problem.Severity.ERROR);
    }

    void warning(Place place, String message, String help) {
        add(place, message, help, Problem.Severity.WARNING);
    }

    /** Reports by path: at the place of that path, or of the nearest one around it that was written. */
    void report(String path, String message, String help, boolean isError) {
        if (isExcused(path)) {
            return;
        }
        Place place = placeOf(path);
        Problem.Severity severity = isError ? Problem.Severity.ERROR : Problem.Severity.WARNING;
        if (place == null) {
            add(new Problem("configuration", 0, 0, 0, "", message, help, severity));
        } else if (!isBlamed(place)) {
            add(place, message, help, severity);
        }
    }

    // What could not be read is missing further on; one mistake is one problem.
    private boolean isBlamed(Place place) {
        return found.stream()
                .anyMatch(problem -> problem.isError()
                        && problem.file().equals(place.file().name())
                        && problem.line() == place.line()
                        && problem.column() == place.column());
    }

    private @Nullable Place placeOf(String path) {
        String prefix = path;
        while (true) {
            Place place = places.get(prefix);
            if (place != null || prefix.isEmpty()) {
                return place;
            }
            int cut = Math.max(prefix.lastIndexOf('.'), prefix.lastIndexOf('['));
            prefix = cut < 0 ? "" : prefix.substring(0, cut);
        }
    }

    void add(Problem problem) {
        if (found.size() < MOST_PROBLEMS) {
            found.add(problem);
        } else {
            leftOut = true;
        }
    }

    private void add(Place place, String message, String help, Problem.Severity severity) {
        SourceFile file = place.file();
        add(new Problem(
                file.name(),
                place.line(),
                place.column(),
                place.length(),
                file.line(place.line()),
                shortened(message),
                shortened(help),
                severity));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    }

    boolean hasErrors() {
        return found.stream().anyMatch(Problem::isError);
    }

    /** In the order of the files and of their lines. */
    List<Problem> all() {
        Stream<Problem> sorted = found.stream()
                .map(concealed::shown)
                .sorted(Comparator.comparing(Problem::file)
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column));
        Problem more = Problem.ofFile("configuration", "more than " + MOST_PROBLEMS + " problems", "mend these first");
        return leftOut ? Stream.concat(sorted, Stream.of(more)).toList() : sorted.toList();
    }
}
