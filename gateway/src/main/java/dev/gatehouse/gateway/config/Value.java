package dev.gatehouse.gateway.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value as it was written, with its place and its path in the configuration.
 *
 * <p>Each reading either answers or has reported why it cannot; readers go on, so that all problems of a file
 * are found in one go.
 */
final class Value {
    private static final int LONGEST_NAME = 128;
    private static final Pattern VISIBLE = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]+");

    private final Reading reading;
    private final SourceFile file;
    private final Node node;
    private final String path;

    Value(Reading reading, SourceFile file, Node node, String path) {
        this.reading = reading;
        this.file = file;
        this.node = node;
        this.path = path;
        reading.problems().remember(path, place());
    }

    Problems.Place place() {
        return Problems.Place.of(file, node);
    }

    /** Its place as an operator reads it, as in {@code trust.yaml:41:9}. */
    String position() {
        return place().position();
    }

    String path() {
        return path;
    }

    SourceFile file() {
        return file;
    }

    Reading reading() {
        return reading;
    }

    void error(String message, String help) {
        reading.problems().error(place(), message, help);
    }

    void warning(String message, String help) {
        reading.problems().warning(place(), message, help);
    }

    /** Keeps it out of what is shown beside problems: it may be a secret, or hold some. */
    void conceal() {
        reading.problems().conceal(file, node);
    }

    /** Says that it lacks something for a reason that has been reported. */
    void excuse() {
        reading.problems().excuse(path);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isSequence() {
        return node instanceof SequenceNode;
    }

    /** A list or a mapping without entries. */
    boolean hasNothingInIt() {
        return node instanceof CollectionNode<?> collection
                && collection.getValue().isEmpty();
    }

    /** Nothing was written behind the key. */
    boolean isEmpty() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    /** A text, a number or a truth value, as text, with its variables filled in; never an empty one. */
    Optional<String> text(String what) {
        if (!(node instanceof ScalarNode scalar) || isEmpty()) {
            error("`" + what + "` must be a single value, not " + kind(), "");
            return Optional.empty();
        }
        Optional<String> text = reading.variables().fill(scalar.getValue(), this);
        if (text.isPresent() && text.get().isBlank()) {
            error("`" + what + "` is empty", "");
            return Optional.empty();
        }
        return text;
    }

    /** A name that will stand in events, metrics and logs: short, and of letters that can be seen. */
    Optional<String> name(String what) {
        return text(what).filter(text -> {
            if (!isName(text)) {
                error("`" + what + "` must be 1 to " + LONGEST_NAME + " visible characters", "");
            }
            return isName(text);
        });
    }

    static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && VISIBLE.matcher(text).matches();
    }

    /** A file that it names, taken from the folder of the YAML file; whether it is there is for others to say. */
    Optional<Path> path(String what) {
        return text(what).flatMap(text -> {
            try {
                Path path = file.resolve(text);
                // A pipe or a device may never end.
                if (Files.isRegularFile(path) || !Files.exists(path)) {
                    return Optional.of(path);
                }
            } catch (InvalidPathException e) {
                // Reported below, with what is there and cannot be read to its end.
            }
            error("`" + what + "` must be the path of a file, not `" + text + "`", "");
            return Optional.empty();
        });
    }

    /** A folder that it names, taken from the folder of the YAML file; it may not be there yet. */
    Optional<Path> folder(String what) {
        return text(what).flatMap(text -> {
            try {
                Path path = file.resolve(text);
                if (Files.isDirectory(path) || !Files.exists(path)) {
                    return Optional.of(path);
                }
            } catch (InvalidPathException e) {
                // Reported below, with what is there and no folder.
            }
            error("`" + what + "` must be the path of a folder, not `" + text + "`", "");
            return Optional.empty();
        });
    }

    /** The items of a list; a single value where a list is expected is an error. */
    List<Value> items(String what) {
        return items(what, 0);
    }

    /** The items of a list that goes on where another file's ended, after this many. */
    List<Value> items(String what, int before) {
        if (!(node instanceof SequenceNode sequence)) {
            error("`" + what + "` must be a list, not " + kind(), "write it as `[…]` or with a `-` on each line");
            return List.of();
        }
        List<Value> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new Value(reading, file, item, path + "[" + (before + items.size()) + "]"));
        }
        return items;
    }

    List<String> texts(String what) {
        List<String> texts = new ArrayList<>();
        for (Value item : items(what)) {
            item.text(what).ifPresent(texts::add);
        }
        return texts;
    }

    /** A list of at least one text: an empty list never means what it seems to. */
    List<String> someTexts(String what) {
        List<String> texts = texts(what);
        if (isSequence() && ((SequenceNode) node).getValue().isEmpty()) {
            error("`" + what + "` is an empty list", "name at least one, or leave the key out");
        }
        return texts;
    }

    /** At least one text: a single one need not stand in a list. */
    List<String> oneOrMore(String what) {
        return isSequence() ? someTexts(what) : text(what).map(List::of).orElse(List.of());
    }

    /** A mapping with these keys and no others. */
    Optional<Section> section(String what, Collection<String> keys) {
        return mapping(what).map(section -> {
            section.allow(keys);
            return section;
        });
    }

    /** A mapping with these keys and no others; messages call it by what stands behind its naming key. */
    Optional<Section> named(String kind, String namingKey, Collection<String> keys) {
        String name = node instanceof MappingNode mapping ? nameIn(mapping, namingKey) : "";
        return section(name.isEmpty() ? kind : kind + " `" + name + "`", keys);
    }

    private static String nameIn(MappingNode mapping, String namingKey) {
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(namingKey))
                .filter(entry -> entry.getValueNode() instanceof ScalarNode)
                .map(entry -> ((ScalarNode) entry.getValueNode()).getValue().strip())
                .findFirst()
                .orElse("");
    }

    /** A mapping whose keys are names that the operator chose. */
    Optional<Section> mapping(String what) {
        if (!(node instanceof MappingNode mapping)) {
            error(what + " must be a mapping of keys to values, not " + kind(), "");
            return Optional.empty();
        }
        return Optional.of(new Section(reading, file, mapping, path, what, this));
    }

    String kind() {
        if (isEmpty()) {
            return "nothing";
        }
        if (node instanceof ScalarNode) {
            return "a single value";
        }
        return isSequence() ? "a list" : "a mapping";
    }
}
