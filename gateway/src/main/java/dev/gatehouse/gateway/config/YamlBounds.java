package dev.gatehouse.gateway.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * What a file may use of YAML, watched while it is parsed and before any of it is kept.
 *
 * <p>Depth, count and length are bounded, so that a hostile file costs little. Anchors, aliases, tags and a
 * second document are refused, so that what is read is what stands there.
 */
final class YamlBounds {
    static final int DEEPEST = 40;
    static final int MOST_VALUES = 1_000_000;
    static final int LONGEST_VALUE = 16_384;

    private static final String CORE_TAG = "tag:yaml.org,2002:";

    private int depth;
    private int documents;
    private int values;

    /** Why a file must not be read any further. */
    record Refused(String message, String help) {}

    /** What is wrong with the next event; empty when nothing is. */
    Optional<Refused> next(Event event) {
        if (event instanceof CollectionEndEvent) {
            depth--;
        } else if (event instanceof DocumentStartEvent && ++documents > 1) {
            return refused("a second document in one file", "put it in a file of its own");
        } else if (event instanceof CollectionStartEvent collection) {
            if (++depth > DEEPEST) {
                return refused("nested more than " + DEEPEST + " levels deep", "");
            }
            return collection.getTag().isPresent() ? tag(collection.getTag().get()) : node(collection);
        } else if (event instanceof ScalarEvent scalar) {
            if (scalar.getValue().length() > LONGEST_VALUE) {
                return refused("longer than " + LONGEST_VALUE + " characters", "");
            }
            return scalar.getTag().isPresent() ? tag(scalar.getTag().get()) : node(scalar);
        } else if (event instanceof NodeEvent node) {
            return node(node);
        }
        return Optional.empty();
    }

    private Optional<Refused> node(NodeEvent node) {
        if (++values > MOST_VALUES) {
            return refused("more than " + MOST_VALUES + " values in one file", "split it into several files");
        }
        return node.getAnchor()
                .flatMap(
                        anchor -> refused("anchors and aliases are not read: `" + anchor + "`", "write the value out"));
    }

    private static Optional<Refused> tag(String tag) {
        String shown = tag.startsWith(CORE_TAG) ? "!!" + tag.substring(CORE_TAG.length()) : tag;
        return refused("tags are not read: `" + shown + "`", "write the value itself, in quotes if it is a text");
    }

    private static Optional<Refused> refused(String message, String help) {
        return Optional.of(new Refused(message, help));
    }
}
