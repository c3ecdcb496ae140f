package dev.gatehouse.gateway.ledger;

import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.read.LedgerAudit;
import dev.gatehouse.telemetry.read.LedgerAudit.Lane;
import dev.gatehouse.telemetry.read.LedgerAudit.State;
import dev.gatehouse.telemetry.read.ReadRecord;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes from each record what the audit wants to know. What is no record of ours is counted and passed over. */
final class LedgerNotes {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final LedgerAudit audit;
    private final Map<Lane, Long> oldest = new HashMap<>();
    private long foreign;

    LedgerNotes(LedgerAudit audit) {
        this.audit = audit;
    }

    void note(ReadRecord record) {
        oldest.putIfAbsent(new Lane(record.topic(), record.partition()), record.timestamp());
        JsonNode body;
        try {
            body = MAPPER.readTree(record.json());
        } catch (JacksonException e) {
            foreign++;
            return;
        }
        String boot = text(body, "boot_id");
        long number = body.path("pseq").asLong(-1);
        if (boot.isEmpty() || number < 0) {
            foreign++;
            return;
        }
        boolean isNew = audit.seen(boot, new Lane(record.topic(), record.partition()), number);
        audit.heard(boot, text(body, "gateway_id"), record.timestamp());
        if (!isNew) {
            // After a failure or a crash a record comes twice, and its sums count once.
            return;
        }
        if (record.topic().equals(Topic.SIGNALS.topicName())) {
            noteWindow(boot, body);
        } else if (record.topic().equals(Topic.LIFECYCLE.topicName())) {
            noteTurn(boot, body);
        }
    }

    private void noteWindow(String boot, JsonNode body) {
        if (!text(body, "kind").equals("gateway")) {
            return;
        }
        audit.counted(boot, body.path("requests").asLong());
        for (JsonNode range : body.path("pseq_ranges")) {
            audit.announced(boot, lane(range), range.path("last").asLong(-1) + 1);
        }
    }

    private void noteTurn(String boot, JsonNode body) {
        switch (text(body, "event")) {
            case "loss" -> noteLoss(body);
            case "recovered" -> noteRecovered(body);
            case "stop" -> {
                noteNumbers(boot, body);
                audit.ended(boot, State.STOPPED, body.path("finished").asLong(-1));
            }
            default -> noteNumbers(boot, body);
        }
    }

    private void noteNumbers(String boot, JsonNode body) {
        for (JsonNode lane : body.path("numbers")) {
            audit.announced(boot, lane(lane), lane.path("next").asLong());
        }
    }

    private void noteLoss(JsonNode body) {
        String boot = text(body, "of_boot");
        String reason = text(body, "reason");
        if (body.path("ranges").isEmpty()) {
            audit.lostWithoutNumbers(boot, reason, body.path("count").asLong());
        }
        for (JsonNode range : body.path("ranges")) {
            audit.declared(
                    boot,
                    reason,
                    lane(range),
                    range.path("first").asLong(),
                    range.path("last").asLong(-1));
        }
    }

    private void noteRecovered(JsonNode body) {
        String boot = text(body, "of_boot");
        noteNumbers(boot, body);
        audit.ended(boot, State.RECOVERED, body.path("finished").asLong(-1));
        audit.lostWithoutNumbersInAll(
                boot, "in_rings_at_crash", body.path("missing_in_rings").asLong());
        audit.lostWithoutNumbersInAll(boot, "ring_full", body.path("ring_full").asLong());
    }

    /** The time of the first record of each partition. */
    Map<Lane, Long> oldest() {
        return oldest;
    }

    /** Records that are none of ours. */
    long foreign() {
        return foreign;
    }

    private static Lane lane(JsonNode node) {
        return new Lane(text(node, "topic"), node.path("partition").asInt(-1));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
