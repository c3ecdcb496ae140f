package dev.gatehouse.load.compare;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the twenty rules of M+: four callers, five paths each.
 *
 * @param caller the common name of its certificate, and the end of its SPIFFE ID
 * @param prefix the paths that it may read
 */
record Rule(String caller, String prefix) {
    private static final int PATHS_EACH = 5;
    private static final int COUNT = 20;

    static List<Rule> all() {
        return IntStream.range(0, COUNT)
                .mapToObj(index -> new Rule("caller-" + index / PATHS_EACH, "/api/r" + index + "/"))
                .toList();
    }

    static List<String> callers() {
        return all().stream().map(Rule::caller).distinct().toList();
    }
}
