package dev.gatehouse.gateway.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a candidate each question once.
 *
 * <p>Calls that differ in nothing a decision may look at are one question; time counts only across a moment at which
 * the candidate changes by itself. The answers to the questions that were asked last are kept, within a bound.
 */
final class CachedCandidate {
    private static final int MOST_KEPT = 1 << 16;

    private final Candidate candidate;
    private final Moments moments;
    private final Map<Question, Foreseen> answers = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Foreseen> eldest) {
            return size() > MOST_KEPT;
        }
    };

    CachedCandidate(Candidate candidate) {
        this.candidate = candidate;
        moments = candidate.moments();
    }

    Foreseen foresee(RecordedCall call) {
        Question question = new Question(
                call.source(),
                call.service(),
                call.method(),
                call.path(),
                call.template(),
                call.attributes(),
                moments.stretchOf(call.at()));
        Foreseen known = answers.get(question);
        if (known == null) {
            known = candidate.foresee(call);
            answers.put(question, known);
        }
        return known;
    }

    private record Question(
            RecordedCall.Source source,
            String service,
            String method,
            Optional<String> path,
            String template,
            Map<String, List<String>> attributes,
            long stretch) {}
}
