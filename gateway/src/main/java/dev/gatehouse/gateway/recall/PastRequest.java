package dev.gatehouse.gateway.recall;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * A request that is over, as its event tells it.
 *
 * <p>What an event does not hold is empty here, and stays unknown.
 */
public final class PastRequest {
    private final JsonNode event;
    private final Instant written;

    /** Reads the event of a request or a decision; {@code written} stands in for a time that cannot be read. */
    public PastRequest(JsonNode event, Instant written) {
        this.event = event;
        this.written = written;
    }

    /** A field as text, empty when the event has none of that name. */
    public Optional<String> text(String field) {
        JsonNode value = event.path(field);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asString("")) : Optional.empty();
    }

    /** A field as a number, -1 when the event has none of that name. */
    public long number(String field) {
        return event.path(field).asLong(-1);
    }

    /** The event as it lies in Kafka. */
    public JsonNode event() {
        return event;
    }

    /** When it began. */
    public Instant at() {
        try {
            return text("ts").map(Instant::parse).orElse(written);
        } catch (DateTimeParseException odd) {
            return written;
        }
    }

    /** The hash of the configuration that it ran under; empty when it was refused before one was taken. */
    public Optional<String> hash() {
        return text("ruleset_hash");
    }

    /** The attributes that were written down, by names such as {@code header.x-tenant}; absent ones are empty. */
    public Map<String, List<String>> attributes() {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        event.path("attributes").properties().forEach(entry -> attributes.put(entry.getKey(), texts(entry.getValue())));
        return attributes;
    }

    /** The compartments of the whole chain, where they are fewer than the caller's own. */
    public Optional<List<String>> chainCompartments() {
        JsonNode written = event.path("label_compartments");
        return written.isArray() ? Optional.of(texts(written)) : Optional.empty();
    }

    /** Whether the policy said no, and the call was let through all the same. */
    public boolean isAudited() {
        return isDenial() && !text("end").orElse("").equals("denied");
    }

    /** Whether the policy said no. */
    public boolean isDenial() {
        return text("decision")
                .filter(decision -> !decision.equals("allow") && !decision.equals("unprotected"))
                .isPresent();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(item -> item.asString(""))
                .toList();
    }
}
