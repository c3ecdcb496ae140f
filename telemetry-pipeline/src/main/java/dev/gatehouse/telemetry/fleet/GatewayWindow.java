package dev.gatehouse.telemetry.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One window as a gateway wrote it.
 *
 * @param json all of it
 * @param start when it began
 */
public record GatewayWindow(JsonNode json, Instant start) {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final String SUBJECT = "subject";
    private static final String GATEWAY = "gateway";

    /** The window in these bytes; empty if they are none that can be merged. */
    public static Optional<GatewayWindow> read(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            GatewayWindow window = new GatewayWindow(
                    json, Instant.parse(json.path("window_start").asText()));
            // Whatever is wrong with it is to be found here, and not where it would stop everything.
            new MergedWindow().add(json);
            return window.isComplete() ? Optional.of(window) : Optional.empty();
        } catch (IOException | DateTimeException | IllegalArgumentException | ArithmeticException notOurs) {
            return Optional.empty();
        }
    }

    private boolean isComplete() {
        return isPlausible(start)
                && (isAboutSubject() || GATEWAY.equals(kind()))
                && !bootId().isEmpty()
                && json.path("pseq").canConvertToLong()
                && pseq() >= 0;
    }

    /** Whether it is a time that can be reckoned with; what a broken clock says must not stop anything. */
    static boolean isPlausible(Instant time) {
        return !time.isBefore(Instant.EPOCH) && time.isBefore(LATEST);
    }

    private String kind() {
        return json.path("kind").asText();
    }

    /** Whether it is about one route, caller and callee; otherwise it is about the whole gateway. */
    public boolean isAboutSubject() {
        return SUBJECT.equals(kind());
    }

    public String bootId() {
        return json.path("boot_id").asText();
    }

    public long pseq() {
        return json.path("pseq").asLong();
    }

    /** Which record it is, of all. */
    String origin(int partition) {
        return bootId() + "/" + partition + "/" + pseq();
    }

    /** When its minute began. */
    Instant minute() {
        long millis = start.toEpochMilli();
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, MINUTE.toMillis()));
    }

    /** Whom it is about, and in which minute: a list in JSON, so that no name can look like two. */
    String minuteKey() {
        ArrayNode key = JSON.createArrayNode();
        if (isAboutSubject()) {
            key.add(json.path("route").asText())
                    .add(json.path("caller").asText())
                    .add(json.path("callee").asText());
        }
        return key.add(minute().toString()).toString();
    }
}
