package dev.gatehouse.gateway.recall;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.Problem;
import dev.gatehouse.gateway.config.PublicText;
import dev.gatehouse.gateway.config.RulesResult;
import dev.gatehouse.telemetry.publish.KafkaAccess;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Recalls a request with nothing at hand but Kafka: its event, and the rules that it ran under. */
public final class Recollections {
    private Recollections() {}

    /**
     * The request with this trace id; empty when no event of it is kept.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer
     */
    public static Optional<Recollection> of(KafkaAccess kafka, String traceId) {
        return PastRequests.find(kafka, traceId, (read, share) -> {}).map(request -> fromKafka(kafka, request));
    }

    /**
     * The request by the rules that were published with its hash, or by its event alone when they are not there.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer
     */
    public static Recollection fromKafka(KafkaAccess kafka, PastRequest request) {
        Optional<String> hash = request.hash();
        if (hash.isEmpty()) {
            return Recollection.withoutRules(request, "it was turned away before it met any rules");
        }
        Optional<List<PublicText>> texts = PublishedRules.find(kafka, hash.get());
        if (texts.isEmpty()) {
            return Recollection.withoutRules(
                    request, "its rules were not published, or are not all there: name their files to explain by them");
        }
        // As of the request: a gate that stood open then may have ended since.
        RulesResult read =
                new ConfigLoader(Clock.fixed(request.at(), ZoneOffset.UTC), System.getenv()).rules(texts.get());
        return read.rules()
                .map(rules -> Recollection.by(request, rules, "read back from Kafka", true))
                .orElseGet(() -> Recollection.withoutRules(request, unreadable(read.problems())));
    }

    private static String unreadable(List<Problem> problems) {
        String first = problems.stream()
                .filter(Problem::isError)
                .map(problem -> problem.file() + ":" + problem.line() + ": " + problem.message())
                .findFirst()
                .orElse("");
        return "its rules were published, but cannot be read here: " + first;
    }
}
