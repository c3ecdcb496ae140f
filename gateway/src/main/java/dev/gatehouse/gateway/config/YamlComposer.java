package dev.gatehouse.gateway.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * From text to a tree of YAML nodes that know their place.
 *
 * <p>The events are read first, with a bound on their depth: the composer calls itself for each level, and a
 * file of ten thousand brackets must be a problem, not a full stack. Anchors, aliases and a second document
 * are refused, so that what is read is what stands there.
 */
final class YamlComposer {
    static final int DEEPEST = 40;

    private final Problems problems;

    YamlComposer(Problems problems) {
        this.problems = problems;
    }

    /** The file's tree; empty when the file is empty or could not be read, which has been reported. */
    Optional<Node> compose(SourceFile file) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.name())
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(ConfigFiles.MOST_BYTES)
                .build();
        try {
            if (!isPlain(file, settings)) {
                return Optional.empty();
            }
            return new Compose(settings).composeString(file.text());
        } catch (MarkedYamlEngineException e) {
            Problems.Place place = e.getProblemMark()
                    .map(mark -> place(file, mark))
                    .orElseGet(() -> new Problems.Place(file, 1, 1, 1));
            problems.error(place, "not valid YAML: " + clause(e.getProblem()), hint(file, place));
        } catch (YamlEngineException e) {
            problems.error(
                    new Problems.Place(file, 1, 1, 1), "not valid YAML: " + clause(String.valueOf(e.getMessage())), "");
        }
        return Optional.empty();
    }

    private boolean isPlain(SourceFile file, LoadSettings settings) {
        int depth = 0;
        int documents = 0;
        for (Event event : new Parse(settings).parseString(file.text())) {
            if (event instanceof CollectionStartEvent) {
                depth++;
                if (depth > DEEPEST) {
                    return refuse(file, event, "nested more than " + DEEPEST + " levels deep", "");
                }
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof DocumentStartEvent && ++documents > 1) {
                return refuse(file, event, "a second document in one file", "put it in a file of its own");
            }
            if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
                Anchor anchor = node.getAnchor().get();
                return refuse(file, event, "anchors and aliases are not read: `" + anchor + "`", "write the value out");
            }
        }
        return true;
    }

    private boolean refuse(SourceFile file, Event event, String message, String help) {
        Problems.Place place =
                event.getStartMark().map(mark -> place(file, mark)).orElseGet(() -> new Problems.Place(file, 1, 1, 1));
        problems.error(place, message, help);
        return false;
    }

    private static Problems.Place place(SourceFile file, Mark mark) {
        return new Problems.Place(file, mark.getLine() + 1, mark.getColumn() + 1, 1);
    }

    private static String hint(SourceFile file, Problems.Place place) {
        return file.line(place.line()).contains("\t") ? "indent with spaces; YAML takes no tabs" : "";
    }

    private static String clause(String problem) {
        String line = problem.lines().findFirst().orElse("").strip();
        return line.isEmpty() ? "cannot be read" : Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }
}
