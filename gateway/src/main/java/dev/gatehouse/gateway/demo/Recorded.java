package dev.gatehouse.gateway.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.StartAt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events that Kafka holds about some requests, by trace id. */
final class Recorded {
    private static final String REQUESTS = "gatehouse.requests.v1";
    private static final String DECISIONS = "gatehouse.decisions.v1";
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, String> requests = new HashMap<>();
    private final Map<String, String> decisions = new HashMap<>();

    private Recorded() {}

    /** Reads until everything that is awaited has come, or the time is over. */
    static Recorded read(String bootstrapServers, Instant since, List<Outcome> awaited, Duration deadline) {
        Recorded recorded = new Recorded();
        long endsAt = System.nanoTime() + deadline.toNanos();
        List<String> topics = List.of(REQUESTS, DECISIONS);
        try (EventReader reader =
                EventReader.open(bootstrapServers, Map.of(), topics, StartAt.time(since), ANSWER_DEADLINE)) {
            while (!awaited.stream().allMatch(recorded::isComplete)
                    && System.nanoTime() < endsAt
                    && !reader.isEmpty()) {
                reader.poll(POLL).forEach(recorded::add);
            }
        }
        return recorded;
    }

    private void add(ReadRecord record) {
        JsonNode event = JsonMapper.shared().readTree(record.json());
        String text = new String(record.json(), UTF_8);
        Map<String, String> events = record.topic().equals(DECISIONS) ? decisions : requests;
        events.put(event.path("trace_id").asString(""), text);
    }

    private boolean isComplete(Outcome outcome) {
        Expected expected = outcome.call().expected();
        String id = outcome.answer().traceId();
        return !expected.isRecorded()
                || (requests.containsKey(id) && (!expected.isDecision() || decisions.containsKey(id)));
    }

    /** What the table says about the events of a call. */
    Finding about(Outcome outcome) {
        Expected expected = outcome.call().expected();
        if (!expected.isRecorded()) {
            return new Finding(true, "-");
        }
        String request = requests.getOrDefault(outcome.answer().traceId(), "");
        String decision = decisions.getOrDefault(outcome.answer().traceId(), "");
        if (request.isEmpty() || (expected.isDecision() && decision.isEmpty())) {
            return new Finding(false, request.isEmpty() ? "no request" : "no decision");
        }
        if (!request.contains("\"status\":" + expected.status())) {
            return new Finding(false, "another status");
        }
        if (!(request + decision).contains(expected.eventText())) {
            return new Finding(false, "no `" + expected.eventText() + "`");
        }
        return new Finding(true, expected.isDecision() ? "request, decision" : "request");
    }

    /**
     * Whether the events are as they have to be.
     *
     * @param isRight whether they are
     * @param shown a few words for the table
     */
    record Finding(boolean isRight, String shown) {}
}
