package dev.gatehouse.telemetry.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.telemetry.read.ReadRecord;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The golden signals of the last while, from the windows of gateways or the minutes of the fleet, whichever it is given.
 *
 * <p>Records that come twice count once. It keeps a bounded number of windows; what finds no room is counted. For one
 * thread.
 */
public final class RecentSignals {
    static final int MOST_WINDOWS = 20_000;

    private final Duration over;
    private final List<String> by;
    private final @Nullable String route;
    private final Map<String, Kept> windows = new HashMap<>();
    private long leftOut;

    /**
     * Looks back so far.
     *
     * @param by what rows are told apart by, of {@code route}, {@code caller} and {@code callee}
     * @param route the only route to look at; null for all
     */
    public RecentSignals(Duration over, List<String> by, @Nullable String route) {
        this.over = over;
        this.by = List.copyOf(by);
        this.route = route;
    }

    /** What was seen, added up: by group, and for the gateways as a whole. */
    public record Seen(Duration covered, Map<List<String>, MergedWindow> groups, MergedWindow gateways, long leftOut) {

        /** Whether there was nothing at all, not even a heartbeat. */
        public boolean isEmpty() {
            return covered.isZero();
        }
    }

    private record Kept(JsonNode json, Instant start, Instant end, boolean isAboutSubject) {}

    /** Takes a record of either topic; what is no window is passed over. */
    public void add(ReadRecord record) {
        try {
            JsonNode json = GatewayWindow.JSON.readTree(record.value());
            Kept kept = new Kept(
                    json,
                    Instant.parse(json.path("window_start").asText()),
                    Instant.parse(json.path("window_end").asText()),
                    json.path("kind").asText().endsWith("subject"));
            if (kept.isAboutSubject()
                    && route != null
                    && !route.equals(json.path("route").asText())) {
                return;
            }
            new MergedWindow().add(json);
            if (GatewayWindow.isPlausible(kept.start()) && GatewayWindow.isPlausible(kept.end())) {
                keep(idOf(record, json), kept);
            }
        } catch (IOException | DateTimeException | IllegalArgumentException | ArithmeticException noWindow) {
            // Others may write there, too.
            return;
        }
    }

    private void keep(String id, Kept window) {
        windows.put(id, window);
        if (windows.size() > MOST_WINDOWS) {
            leaveOutOldest();
        }
    }

    private void leaveOutOldest() {
        List<Instant> ends = windows.values().stream().map(Kept::end).sorted().toList();
        Instant from = ends.get(ends.size() - 1).minus(over);
        windows.values().removeIf(window -> !window.end().isAfter(from));
        Instant oldest = ends.get(ends.size() / 10);
        if (windows.size() > MOST_WINDOWS - ends.size() / 10) {
            int before = windows.size();
            windows.values().removeIf(window -> !window.end().isAfter(oldest));
            leftOut += before - windows.size();
        }
    }

    /** Of a row of the fleet the newest counts, of a window any. */
    private static String idOf(ReadRecord record, JsonNode json) {
        return json.has("boot_id")
                ? json.path("boot_id").asText() + "/" + record.partition() + "/" + json.path("pseq")
                : String.valueOf(record.key());
    }

    /** Adds up what ended within the time that is looked at, and forgets what is older. */
    public Seen at(Instant now) {
        Instant from = now.minus(over);
        windows.values().removeIf(window -> !window.end().isAfter(from));
        Map<List<String>, MergedWindow> groups = new HashMap<>();
        MergedWindow gateways = new MergedWindow();
        TreeSet<Instant> edges = new TreeSet<>();
        for (Kept window : windows.values()) {
            if (window.start().isAfter(now.plus(GatewayWindow.MINUTE))) {
                // A clock that is far ahead would stretch the time that rates are reckoned by.
                continue;
            }
            edges.add(window.start());
            edges.add(window.end());
            MergedWindow sum = window.isAboutSubject()
                    ? groups.computeIfAbsent(groupOf(window.json()), key -> new MergedWindow())
                    : gateways;
            sum.add(window.json());
        }
        Duration covered = edges.isEmpty() ? Duration.ZERO : Duration.between(edges.first(), edges.last());
        return new Seen(covered, groups, gateways, leftOut);
    }

    private List<String> groupOf(JsonNode window) {
        return by.stream().map(name -> window.path(name).asText()).toList();
    }
}
