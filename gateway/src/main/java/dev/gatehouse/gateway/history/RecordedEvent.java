package dev.gatehouse.gateway.history;

import dev.gatehouse.telemetry.read.ReadRecord;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record of the topic of requests, read as far as a policy is concerned.
 *
 * <p>{@code bootId} and {@code pseq} tell it from all others of its partition. {@code call} is empty for what the
 * policy was never asked about, and {@code end} says in one word what became of that.
 */
record RecordedEvent(String bootId, long pseq, String end, Optional<RecordedCall> call) {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Set<String> ALLOWS = Set.of("allow", "unprotected");

    /** What the record tells; empty when it is no event of ours. */
    static Optional<RecordedEvent> from(ReadRecord record) {
        try {
            JsonNode event = MAPPER.readTree(record.json());
            return event.isObject() && event.hasNonNull("trace_id") ? Optional.of(of(event)) : Optional.empty();
        } catch (JacksonException | DateTimeParseException notOurs) {
            return Optional.empty();
        }
    }

    private static RecordedEvent of(JsonNode event) {
        Optional<RecordedCall> call = event.hasNonNull("decision") ? Optional.of(call(event)) : Optional.empty();
        return new RecordedEvent(text(event, "boot_id"), event.path("pseq").asLong(-1), notJudged(event), call);
    }

    private static String notJudged(JsonNode event) {
        String error = text(event, "error_type");
        return error.isEmpty() ? text(event, "end") : error;
    }

    private static RecordedCall call(JsonNode event) {
        RecordedCall.Source source = new RecordedCall.Source(
                text(event, "src_identity"),
                text(event, "src_spiffe"),
                text(event, "behalf"),
                text(event, "src_level"),
                event.has("label_compartments")
                        ? Optional.of(texts(event.path("label_compartments")))
                        : Optional.empty());
        return new RecordedCall(
                Instant.parse(text(event, "ts")),
                text(event, "trace_id"),
                source,
                text(event, "dst_identity"),
                text(event, "method"),
                Optional.of(text(event, "path")).filter(path -> !path.isEmpty()),
                text(event, "path_template"),
                attributes(event.path("attributes")),
                outcome(event),
                text(event, "decision"),
                text(event, "rule"));
    }

    private static Outcome outcome(JsonNode event) {
        if (ALLOWS.contains(text(event, "decision"))) {
            return Outcome.ALLOWED;
        }
        boolean enforced = event.has("enforced")
                ? event.path("enforced").asBoolean(true)
                : text(event, "end").equals("denied");
        return enforced ? Outcome.DENIED : Outcome.LET_THROUGH;
    }

    private static Map<String, List<String>> attributes(JsonNode written) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        written.properties().forEach(entry -> attributes.put(entry.getKey(), texts(entry.getValue())));
        return attributes;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asString("")));
        return texts;
    }

    private static String text(JsonNode event, String field) {
        return event.path(field).asString("");
    }
}
