package dev.gatehouse.gateway.recall;

import dev.gatehouse.gateway.config.PublicText;
import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.read.EndOffsets;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.StartAt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.errors.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a published configuration together again from its pieces.
 *
 * <p>Two gateways may have published the same rules from files that are laid out differently; only pieces of one
 * content make a whole.
 */
public final class PublishedRules {
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    private static final Duration READ_DEADLINE = Duration.ofSeconds(60);

    private final String hash;
    private final Map<String, TreeMap<Integer, JsonNode>> byContent = new LinkedHashMap<>();

    PublishedRules(String hash) {
        this.hash = hash;
    }

    /**
     * The files with this hash; empty when they were not published, or not all of their pieces are there.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer, or not in time
     */
    public static Optional<List<PublicText>> find(KafkaAccess kafka, String hash) {
        PublishedRules rules = new PublishedRules(hash);
        List<String> topics = List.of(Topic.CONFIG.topicName());
        try (EventReader reader = EventReader.open(kafka, topics, StartAt.earliest(), ANSWER_DEADLINE)) {
            if (reader.isEmpty()) {
                return Optional.empty();
            }
            EndOffsets ends = reader.endOffsets(ANSWER_DEADLINE);
            if (!reader.readUpTo(ends, READ_DEADLINE, rules::add)) {
                throw new TimeoutException("the rules were not read within " + READ_DEADLINE.toSeconds() + " s");
            }
        }
        return rules.whole();
    }

    private void add(ReadRecord record) {
        if (record.key() != null && record.key().startsWith(hash + "/")) {
            try {
                add(JsonMapper.shared().readTree(record.value()));
            } catch (JacksonException notOurs) {
                // Then a piece is missing, which is seen when they are put together.
            }
        }
    }

    void add(JsonNode piece) {
        String content = piece.path("content").asString("");
        byContent
                .computeIfAbsent(content, first -> new TreeMap<>())
                .put(piece.path("part").asInt(-1), piece);
    }

    Optional<List<PublicText>> whole() {
        return byContent.values().stream()
                .filter(PublishedRules::isWhole)
                .map(PublishedRules::joined)
                .findFirst();
    }

    private static boolean isWhole(TreeMap<Integer, JsonNode> pieces) {
        int parts = pieces.lastEntry().getValue().path("parts").asInt(-1);
        return pieces.size() == parts && pieces.firstKey() == 0 && pieces.lastKey() == parts - 1;
    }

    private static List<PublicText> joined(TreeMap<Integer, JsonNode> pieces) {
        Map<Integer, StringBuilder> texts = new TreeMap<>();
        Map<Integer, String> names = new TreeMap<>();
        for (JsonNode piece : pieces.values()) {
            int file = piece.path("file").asInt(0);
            texts.computeIfAbsent(file, first -> new StringBuilder())
                    .append(piece.path("text").asString(""));
            names.put(file, piece.path("name").asString(""));
        }
        List<PublicText> files = new ArrayList<>();
        texts.forEach(
                (file, text) -> files.add(new PublicText(Objects.requireNonNull(names.get(file)), text.toString())));
        return files;
    }
}
