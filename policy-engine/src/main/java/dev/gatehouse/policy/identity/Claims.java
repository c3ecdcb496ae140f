package dev.gatehouse.policy.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a verified token says of its bearer: each claim's values, one for a text, several for an array. */
public record Claims(Map<String, List<String>> byName) {
    private static final Claims NONE = new Claims(Map.of());

    public Claims {
        Map<String, List<String>> copy = new HashMap<>();
        byName.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        byName = Map.copyOf(copy);
    }

    public static Claims none() {
        return NONE;
    }

    /** The values of a claim, empty when the token has no such claim. */
    public List<String> values(String name) {
        return byName.getOrDefault(name, List.of());
    }
}
