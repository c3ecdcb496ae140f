package dev.gatehouse.gateway.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * From text to a tree of YAML nodes that know their place.
 *
 * <p>The events are read first, within {@link YamlBounds}: the composer calls itself for each level, and a
 * file of ten thousand brackets must be a problem, not a full stack.
 */
final class YamlComposer {
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
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(ConfigFiles.MOST_BYTES)
                .build();
        try {
            if (!isPlain(file, settings)) {
                return Optional.empty();
            }
            return new Compose(settings).composeString(file.text());
        } catch (MarkedYamlEngineException e) {
            Problems.Place place =
                    e.getProblemMark().map(mark -> place(file, mark)).orElseGet(() -> start(file));
            problems.error(place, "not valid YAML: " + clause(e.getProblem()), hint(file, place));
        } catch (YamlEngineException e) {
            problems.error(start(file), "not valid YAML: " + clause(String.valueOf(e.getMessage())), "");
        }
        return Optional.empty();
    }

    private boolean isPlain(SourceFile file, LoadSettings settings) {
        Optional<Problems.Place> hidden = hiddenLetter(file);
        if (hidden.isPresent()) {
            problems.error(hidden.get(), "a control character, which YAML does not allow", "take it out");
            return false;
        }
        YamlBounds bounds = new YamlBounds();
        for (Event event : new Parse(settings).parseString(file.text())) {
            Optional<YamlBounds.Refused> refused = bounds.next(event);
            if (refused.isPresent()) {
                Problems.Place place =
                        event.getStartMark().map(mark -> place(file, mark)).orElseGet(() -> start(file));
                problems.error(place, refused.get().message(), refused.get().help());
                return false;
            }
        }
        return true;
    }

    private static Optional<Problems.Place> hiddenLetter(SourceFile file) {
        for (int number = 1; number <= file.lines().size(); number++) {
            String line = file.line(number);
            for (int at = 0; at < line.length(); at++) {
                char letter = line.charAt(at);
                if (letter != '\t' && (letter < ' ' || letter == 0x7F)) {
                    return Optional.of(new Problems.Place(file, number, at + 1, 1));
                }
            }
        }
        return Optional.empty();
    }

    private static Problems.Place start(SourceFile file) {
        return new Problems.Place(file, 1, 1, 1);
    }

    private static Problems.Place place(SourceFile file, Mark mark) {
        return new Problems.Place(file, mark.getLine() + 1, mark.getColumn() + 1, 1);
    }

    private static String hint(SourceFile file, Problems.Place place) {
        String line = file.line(place.line());
        if (line.contains("\t")) {
            return "indent with spaces; YAML takes no tabs";
        }
        return line.contains("${") ? "inside `{…}` and `[…]` a variable needs quotes: `\"${NAME}\"`" : "";
    }

    private static String clause(String problem) {
        String line = problem.lines().findFirst().orElse("").strip();
        String bare = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return bare.isEmpty() ? "cannot be read" : Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
    }
}
