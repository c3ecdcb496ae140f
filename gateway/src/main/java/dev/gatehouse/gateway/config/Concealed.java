package dev.gatehouse.gateway.config;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The places of the files that may hold a secret and are not shown beside a problem: values that a reader named, and,
 * for a file that cannot even be read, whatever stands behind a word such as {@code password}.
 */
final class Concealed {
    private static final char MARK = '…';
    private static final Pattern TELLTALE = Pattern.compile(
            "(?i)(password|passphrase|jaas\\.config|client[._-]?secret|keystore\\.key|private key)[^:=]*[:=-]\\s*(?=\\S)");

    private final Map<String, Span> spans = new HashMap<>();

    /** From a column to another one, both counted from 0. */
    private record Span(int from, int to) {
        Span with(Span other) {
            return new Span(Math.min(from, other.from), Math.max(to, other.to));
        }
    }

    /** Hides the value; of a mapping, what stands behind its keys. */
    void hide(SourceFile file, Node node) {
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> hide(file, entry.getValueNode()));
            return;
        }
        Mark start = node.getStartMark().orElse(null);
        Mark end = node.getEndMark().orElse(null);
        if (start == null || end == null) {
            return;
        }
        for (int line = start.getLine(); line <= end.getLine(); line++) {
            int from = line == start.getLine() ? start.getColumn() : 0;
            int to = line == end.getLine() ? end.getColumn() : Integer.MAX_VALUE;
            if (to > from) {
                spans.merge(place(file.name(), line + 1), new Span(from, to), Span::with);
            }
        }
    }

    private static String place(String file, int line) {
        return line + ":" + file;
    }

    /** The same problem, with nothing in its line that may be a secret. */
    Problem shown(Problem problem) {
        String line = problem.source();
        Span span = spans.get(place(problem.file(), problem.line()));
        if (span != null && span.from < line.length()) {
            line = line.substring(0, span.from) + MARK + line.substring(Math.min(span.to, line.length()));
        } else {
            Matcher telltale = TELLTALE.matcher(line);
            line = telltale.find() ? line.substring(0, telltale.end()) + MARK : line;
        }
        return line.equals(problem.source()) ? problem : problem.withSource(line);
    }
}
