package dev.gatehouse.policy.ruleset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test of a ruleset as written: a call, and what must be decided.
 *
 * <p>{@code from} is an identity, {@code behalf} the one that it acts for; {@code send} is
 * {@code METHOD /path}. {@code headers} and {@code claims} hold every value of each. {@code client} is an
 * address as a block of its full length. {@code at} is a moment in UTC. {@code expect} is {@code allow} or
 * {@code deny}, with the name of the rule behind it when that matters, and {@code because} is a part of the
 * explanation. {@code position} is the place in the operator's files, empty when there is none.
 */
public record TestSource(
        String from,
        @Nullable String behalf,
        String send,
        Map<String, List<String>> headers,
        Map<String, List<String>> claims,
        @Nullable AddressPrefix client,
        @Nullable String at,
        String expect,
        @Nullable String because,
        String position) {

    public TestSource {
        headers = copyOf(headers);
        claims = copyOf(claims);
    }

    private static Map<String, List<String>> copyOf(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, given) -> copy.put(name, List.copyOf(given)));
        return Collections.unmodifiableMap(copy);
    }
}
