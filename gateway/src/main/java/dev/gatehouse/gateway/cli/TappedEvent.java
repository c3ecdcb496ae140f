package dev.gatehouse.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.gateway.config.PlainText;
import dev.gatehouse.telemetry.read.ReadRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One record of a topic, to be shown. A record that is no request and no decision, or no JSON at all, is shown as it is:
 * a reader of logs should see what lies there.
 */
final class TappedEvent {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final ReadRecord record;
    private final JsonNode fields;

    private TappedEvent(ReadRecord record, JsonNode fields) {
        this.record = record;
        this.fields = fields;
    }

    static TappedEvent of(ReadRecord record) {
        try {
            return new TappedEvent(record, MAPPER.readTree(record.json()));
        } catch (JacksonException notJson) {
            return new TappedEvent(record, MAPPER.createObjectNode());
        }
    }

    String json() {
        return new String(record.json(), UTF_8);
    }

    String traceId() {
        return text("trace_id", "");
    }

    /** Whether the policy said no; request events say it by how they ended, decisions by a field. */
    boolean isDenied() {
        return fields.path("denied").asBoolean(false) || "denied".equals(text("end", ""));
    }

    /** Time, id, request, answer, who called whom, why, how long. */
    String line() {
        if (!fields.hasNonNull("method")) {
            return TIME.format(Instant.ofEpochMilli(record.timestamp())) + " " + record.topic() + " "
                    + PlainText.line(json());
        }
        StringBuilder line = new StringBuilder(200);
        line.append(TIME.format(when())).append(' ').append(traceId());
        line.append(' ').append(text("method", "-")).append(' ').append(text("path_template", "-"));
        line.append(" route=").append(text("route", "-"));
        line.append(' ').append(text("status", "-"));
        line.append(' ').append(text("src_identity", "?")).append("->").append(text("dst_identity", "-"));
        line.append(' ').append(verdict());
        if (fields.hasNonNull("total_us")) {
            line.append(String.format(
                    Locale.ROOT, " %.1fms", fields.path("total_us").asLong() / 1000.0));
        }
        return line.toString();
    }

    private String verdict() {
        StringBuilder verdict = new StringBuilder(text("decision", text("end", "-")));
        append(verdict, " rule=", "rule");
        append(verdict, " error=", "error_type");
        if (isDenied()) {
            append(verdict, " because: ", "reason");
            if (!text("nearest", "").equals(text("reason", ""))) {
                append(verdict, "; nearest: ", "nearest");
            }
        }
        return verdict.toString();
    }

    private void append(StringBuilder line, String label, String field) {
        if (fields.hasNonNull(field)) {
            line.append(label).append(text(field, ""));
        }
    }

    private Instant when() {
        try {
            return Instant.parse(text("ts", ""));
        } catch (DateTimeParseException odd) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    /** A field on one line: what callers send must not paint on the reader's terminal. */
    private String text(String field, String otherwise) {
        JsonNode value = fields.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        return PlainText.line(value.asString(""));
    }
}
