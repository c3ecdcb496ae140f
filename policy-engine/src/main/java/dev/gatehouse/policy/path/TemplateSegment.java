package dev.gatehouse.policy.path;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One part of a template between two slashes. */
public sealed interface TemplateSegment {
    Pattern CAPTURE = Pattern.compile("\\{(\\*?)([A-Za-z_][A-Za-z0-9_]*)}");

    /** Whether this part alone matches the segment. */
    boolean matches(String segment);

    /** Whether this part stands for any number of segments. */
    default boolean isMany() {
        return false;
    }

    /** The name under which the matched text is handed out; empty when it is not. */
    default String name() {
        return "";
    }

    /** The meaning of the only segment that matches, empty text for the one after a trailing slash; absent for a wildcard. */
    default Optional<String> literal() {
        return Optional.empty();
    }

    static TemplateSegment of(String written) {
        Matcher capture = CAPTURE.matcher(written);
        if (capture.matches()) {
            return capture.group(1).isEmpty() ? new One(capture.group(2)) : new Many(capture.group(2));
        }
        return switch (written) {
            case "*" -> new One("");
            case "**" -> new Many("");
            default -> new Literal(Segments.meaningOf(written));
        };
    }

    /** Exactly this text. */
    record Literal(String meaning) implements TemplateSegment {
        @Override
        public boolean matches(String segment) {
            return meaning.equals(Segments.meaningOf(segment));
        }

        @Override
        public Optional<String> literal() {
            return Optional.of(meaning);
        }
    }

    /** One segment, whatever it says; the empty one after a trailing slash does not count. */
    record One(String name) implements TemplateSegment {
        @Override
        public boolean matches(String segment) {
            return !segment.isEmpty();
        }
    }

    /** Any number of segments, none included. */
    record Many(String name) implements TemplateSegment {
        @Override
        public boolean matches(String segment) {
            return true;
        }

        @Override
        public boolean isMany() {
            return true;
        }
    }
}
