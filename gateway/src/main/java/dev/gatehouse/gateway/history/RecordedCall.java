package dev.gatehouse.gateway.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that happened and was judged, as its event tells it.
 *
 * <p>{@code decision} is its kind in one word and {@code rule} the name of the rule that decided, empty when none
 * did. {@code service} is empty for a route without an identity, {@code template} is the route's.
 */
public record RecordedCall(
        Instant at,
        String traceId,
        Source source,
        String service,
        String method,
        Optional<String> path,
        String template,
        Map<String, List<String>> attributes,
        Outcome outcome,
        String decision,
        String rule) {

    public RecordedCall {
        attributes = Map.copyOf(attributes);
    }

    /**
     * Who called. {@code spiffe} is what a certificate proved, {@code behalf} is for whom they acted, both empty
     * when there was none; {@code level} is that of the whole chain. {@code lowered} are the compartments of the
     * whole chain, if it was trusted less than the caller alone.
     */
    public record Source(String name, String spiffe, String behalf, String level, Optional<List<String>> lowered) {
        public Source {
            lowered = lowered.map(List::copyOf);
        }
    }
}
