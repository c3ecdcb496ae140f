package dev.gatehouse.telemetry.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a request is told beyond its shape, because the operator allowed it. Mutable, part of an {@link EventSlot}.
 *
 * <p>What was asked for and absent is an empty list, what was not asked for is not there: the two must never look the
 * same to whoever judges the request again.
 */
public final class Recorded {
    private @Nullable String path;
    private Map<String, List<String>> attributes = Map.of();
    private List<String> oversized = List.of();

    /** The canonical path; null if paths are not recorded. */
    public @Nullable String path() {
        return path;
    }

    public Recorded path(@Nullable String path) {
        this.path = path;
        return this;
    }

    /** The values of each recorded attribute by its name, such as {@code header.x-tenant}. */
    public Map<String, List<String>> attributes() {
        return attributes;
    }

    /** Keeps the map itself; it must not be changed any more. */
    public Recorded attributes(Map<String, List<String>> attributes) {
        this.attributes = attributes;
        return this;
    }

    /** What should have been recorded and was too long, by name. */
    public List<String> oversized() {
        return oversized;
    }

    public Recorded oversized(List<String> oversized) {
        this.oversized = oversized;
        return this;
    }

    void clear() {
        path = null;
        attributes = Map.of();
        oversized = List.of();
    }

    void copyFrom(Recorded other) {
        path = other.path;
        attributes = other.attributes;
        oversized = other.oversized;
    }

    void writeTo(JsonWriter json) {
        json.field("path", path);
        if (!attributes.isEmpty()) {
            json.beginObject("attributes");
            attributes.forEach(json::texts);
            json.endObject();
        }
        if (!oversized.isEmpty()) {
            json.texts("oversized", oversized);
        }
    }
}
