package dev.gatehouse.gateway.recall;

import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.read.EndOffsets;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.StartAt;
import dev.gatehouse.telemetry.read.UpToNow.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks for the event of one request.
 *
 * <p>An id of ours begins with the time it was made, so that the topics need not be read from their beginning. The
 * record of a decision is taken when that of the request is not kept any more.
 */
public final class PastRequests {
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    private static final Duration READ_DEADLINE = Duration.ofMinutes(5);
    // The clock that stamps the event was read after the one that made the id.
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int HEX_DIGITS = 32;

    private final KafkaAccess kafka;
    private final String trace;
    private final List<PastRequest> decisions = new ArrayList<>();
    private final List<PastRequest> requests = new ArrayList<>();

    private PastRequests(KafkaAccess kafka, String trace) {
        this.kafka = kafka;
        this.trace = trace;
    }

    /**
     * The request with this id, with dashes or without; empty when the topics do not hold it.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer, or the topics are too long to be
     *     read in five minutes
     */
    public static Optional<PastRequest> find(KafkaAccess kafka, String traceId, Progress progress) {
        PastRequests past = new PastRequests(kafka, plain(traceId));
        past.read(progress);
        return past.requests.stream()
                .findFirst()
                .or(() -> past.decisions.stream().findFirst());
    }

    /** Whether the text could be an id at all. */
    public static boolean isId(String text) {
        return plain(text).matches("[0-9a-f]{" + HEX_DIGITS + "}");
    }

    private static String plain(String id) {
        return id.strip().replace("-", "").toLowerCase(Locale.ROOT);
    }

    private void read(Progress progress) {
        List<String> topics = List.of(Topic.REQUESTS.topicName(), Topic.DECISIONS.topicName());
        try (EventReader reader = EventReader.open(kafka, topics, start(), ANSWER_DEADLINE)) {
            if (!reader.isEmpty()) {
                read(reader, progress);
            }
        }
    }

    private void read(EventReader reader, Progress progress) {
        EndOffsets ends = reader.endOffsets(ANSWER_DEADLINE);
        long stopAt = System.nanoTime() + READ_DEADLINE.toNanos();
        long all = reader.leftUntil(ends);
        long left = all;
        long read = 0;
        while (requests.isEmpty() && left > 0) {
            if (System.nanoTime() - stopAt >= 0) {
                throw new TimeoutException("not read to the end within " + READ_DEADLINE.toMinutes() + " minutes");
            }
            List<ReadRecord> records = reader.poll(POLL);
            records.forEach(this::look);
            read += records.size();
            left = reader.leftUntil(ends);
            progress.at(read, 1 - (double) left / all);
        }
    }

    private StartAt start() {
        boolean isOurs = trace.charAt(12) == '7';
        return isOurs
                ? StartAt.time(Instant.ofEpochMilli(Long.parseLong(trace.substring(0, 12), 16))
                        .minus(MARGIN))
                : StartAt.earliest();
    }

    private void look(ReadRecord record) {
        try {
            JsonNode event = JsonMapper.shared().readTree(record.json());
            if (trace.equals(plain(event.path("trace_id").asString("")))) {
                boolean isRequest = record.topic().equals(Topic.REQUESTS.topicName());
                (isRequest ? requests : decisions)
                        .add(new PastRequest(event, Instant.ofEpochMilli(record.timestamp())));
            }
        } catch (JacksonException notOurs) {
            // Somebody else's record in our topic; it is no event of this request.
        }
    }
}
