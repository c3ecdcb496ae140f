package dev.gatehouse.policy.path;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pattern over canonical paths.
 *
 * <p>A part between two slashes is a literal, {@code *} (one segment), {@code **} (any number of segments,
 * none included, anywhere), {@code {name}} (one segment, handed out under that name) or, as the last part,
 * {@code {*name}} (like {@code **}, handed out). So {@code /v1/**} matches {@code /v1}, {@code /v1/} and
 * {@code /v1/a/b}. Literals are read by the rules of {@link CanonicalPath}.
 */
public final class PathTemplate implements TemplateResult {
    private final String written;
    private final List<TemplateSegment> parts;

    private PathTemplate(String written, List<TemplateSegment> parts) {
        this.written = written;
        this.parts = List.copyOf(parts);
    }

    /** Reads a template as the operator wrote it. */
    public static TemplateResult from(String written) {
        if (!written.startsWith("/")) {
            return new RefusedTemplate("template does not start with `/`");
        }
        List<String> texts = Segments.of(written);
        List<TemplateSegment> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            boolean isLast = i == texts.size() - 1;
            String text = texts.get(i);
            if (text.isEmpty() && !isLast) {
                return new RefusedTemplate("template has an empty segment");
            }
            String canonical = text;
            if (!isWildcard(text)) {
                if (text.contains("*")) {
                    return new RefusedTemplate("`" + text + "`: `*` and `**` stand for whole segments only");
                }
                PathResult literal = CanonicalPath.from("/" + text);
                if (!literal.isCanonical()) {
                    return new RefusedTemplate("`" + text + "`: " + literal.reason());
                }
                canonical = literal.path().orElseThrow().value().substring(1);
            }
            TemplateSegment part = TemplateSegment.of(canonical);
            if (part.isMany() && !part.name().isEmpty() && !isLast) {
                return new RefusedTemplate("`" + text + "` may only stand at the end");
            }
            if (!part.name().isEmpty() && !names.add(part.name())) {
                return new RefusedTemplate("`" + part.name() + "` names two segments");
            }
            parts.add(part);
        }
        return new PathTemplate(written, parts);
    }

    private static boolean isWildcard(String text) {
        return text.equals("*")
                || text.equals("**")
                || TemplateSegment.CAPTURE.matcher(text).matches();
    }

    /** The parts between the slashes; a trailing slash shows as an empty literal at the end. */
    public List<TemplateSegment> parts() {
        return parts;
    }

    public boolean matches(CanonicalPath path) {
        return places(path.segments()) != null;
    }

    /** What the named parts stand for in this path, escapes left as they are; empty when it does not match. */
    public Map<String, String> variables(CanonicalPath path) {
        List<String> segments = path.segments();
        int[] places = places(segments);
        if (places == null) {
            return Map.of();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            TemplateSegment part = parts.get(i);
            if (!part.name().isEmpty()) {
                int end = part.isMany() ? segments.size() : places[i] + 1;
                variables.put(part.name(), String.join("/", segments.subList(places[i], end)));
            }
        }
        return variables;
    }

    /**
     * Where each part begins in the segments, or null when they do not match. Going back to the last
     * {@code **} only is enough: an earlier one could not reach anything that the last one cannot.
     */
    private int @Nullable [] places(List<String> segments) {
        int[] places = new int[parts.size()];
        int part = 0;
        int segment = 0;
        int lastMany = -1;
        int resumeAt = 0;
        while (segment < segments.size()) {
            if (part < parts.size() && parts.get(part).isMany()) {
                places[part] = segment;
                lastMany = part++;
                resumeAt = segment;
            } else if (part < parts.size() && parts.get(part).matches(segments.get(segment))) {
                places[part++] = segment++;
            } else if (lastMany >= 0) {
                part = lastMany + 1;
                segment = ++resumeAt;
            } else {
                return null;
            }
        }
        while (part < parts.size() && parts.get(part).isMany()) {
            places[part++] = segment;
        }
        return part == parts.size() ? places : null;
    }

    @Override
    public Optional<PathTemplate> template() {
        return Optional.of(this);
    }

    @Override
    public String reason() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathTemplate that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** The template as it was written. */
    @Override
    public String toString() {
        return written;
    }
}
