package dev.gatehouse.load;

import java.util.List;
import java.util.Map;

/**
 * One kind of call, always the same, and the one answer that is right for it.
 *
 * @param name a word for the table
 * @param caller whose certificate is shown, empty for none
 * @param method the method
 * @param path the path
 * @param headers more headers
 * @param body what is sent, empty for none
 * @param expected the right status; every other one is an error
 */
record Scenario(
        String name,
        String caller,
        String method,
        String path,
        Map<String, String> headers,
        String body,
        int expected) {
    private static final Scenario BROWSE = new Scenario("browse", "", "GET", "/shop", Map.of(), "", 200);
    private static final Scenario POST = new Scenario(
            "post",
            "checkout",
            "POST",
            "/ledger/entries",
            Map.of("x-tenant", "a", "content-type", "application/json"),
            "{\"amount\": 12}",
            201);
    private static final Scenario DENIED =
            new Scenario("denied", "partner", "GET", "/ledger/entries", Map.of(), "", 403);

    // Connections take these in turn, so half of them browse.
    private static final List<Scenario> MIX = List.of(BROWSE, POST, BROWSE, DENIED);

    Scenario {
        headers = Map.copyOf(headers);
    }

    /** What the demonstration's routes and rules are asked, or only those scenarios of it that are named. */
    static List<Scenario> mix(List<String> only) throws LoadProblem {
        if (!only.isEmpty()) {
            for (String name : only) {
                if (MIX.stream().noneMatch(scenario -> scenario.name().equals(name))) {
                    throw new LoadProblem("--only `" + name + "` is not one of browse, post, denied");
                }
            }
            return MIX.stream()
                    .filter(scenario -> only.contains(scenario.name()))
                    .distinct()
                    .toList();
        }
        return MIX;
    }
}
