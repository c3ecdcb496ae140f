package dev.gatehouse.policy.ruleset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An allow or deny rule as written.
 *
 * <p>{@code when} maps {@code header.NAME}, {@code claim.NAME} or {@code client.address} to a condition, in
 * the order they were written; {@code during} is {@code START/END} in UTC, the end not included; {@code position}
 * is the place in the operator's files, empty when there is none.
 */
public record RuleSource(
        String name,
        List<String> from,
        List<String> requests,
        Map<String, Condition> when,
        @Nullable String during,
        @Nullable String reason,
        String position) {

    public RuleSource {
        from = List.copyOf(from);
        requests = List.copyOf(requests);
        when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
    }

    /** A rule that was written nowhere. */
    public RuleSource(
            String name,
            List<String> from,
            List<String> requests,
            Map<String, Condition> when,
            @Nullable String during,
            @Nullable String reason) {
        this(name, from, requests, when, during, reason, "");
    }
}
