package dev.gatehouse.policy.analysis.diff;

import dev.gatehouse.policy.analysis.Situation;
import dev.gatehouse.policy.path.CanonicalPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls that fare otherwise after than before, shown by one of them.
 *
 * <p>{@code callers} and {@code requests} are all for whom and for what the same holds, by the same two answers.
 * {@code routePredicates} must hold, as they are written in the routes, for the call to take its route.
 */
public record Difference(
        Kind kind,
        String callerBefore,
        String callerAfter,
        List<String> behalf,
        String method,
        CanonicalPath path,
        Situation situation,
        List<String> routePredicates,
        Answer before,
        Answer after,
        List<String> callers,
        List<String> requests) {

    public Difference {
        behalf = List.copyOf(behalf);
        routePredicates = List.copyOf(routePredicates);
        callers = List.copyOf(callers);
        requests = List.copyOf(requests);
    }

    /** What became of the calls. */
    public enum Kind {
        /** They pass, and did not. */
        WIDENED,
        /** They passed, and do not. */
        NARROWED,
        /** They pass as before, but to another service. */
        MOVED
    }

    /**
     * What one generation does with the call: whom it reaches (empty for a route without a service), whether it
     * passes, and why in one clause; {@code rule} and {@code position} are empty when no rule decides.
     */
    public record Answer(String service, boolean passes, String because, String rule, String position) {}

    /** The name of the caller where the calls pass. */
    public String caller() {
        return kind == Kind.NARROWED ? callerBefore : callerAfter;
    }

    /** The headers that the call has, without what stands for a predicate of a route. */
    static Map<String, List<String>> realHeaders(Situation situation) {
        Map<String, List<String>> real = new LinkedHashMap<>();
        situation.headers().forEach((name, values) -> {
            if (ComparedRoute.predicateOf(name).isEmpty()) {
                real.put(name, values);
            }
        });
        return real;
    }
}
