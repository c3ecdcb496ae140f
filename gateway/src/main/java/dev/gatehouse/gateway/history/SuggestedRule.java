package dev.gatehouse.gateway.history;

import java.util.List;
import java.util.Set;

/** An allow rule that lets callers do what they were seen doing: all of them the same. */
record SuggestedRule(String name, List<String> callers, List<Request> requests, Learner.Span span) {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    SuggestedRule {
        callers = List.copyOf(callers);
        requests = List.copyOf(requests);
    }

    /** A request that a rule may name; coarse where only the template of the route is known. */
    record Request(String method, String template, long count, boolean isCoarse) {
        String written() {
            return method + " " + template;
        }
    }

    long count() {
        return requests.stream().mapToLong(Request::count).sum();
    }

    /** As in {@code checkout-writes}, {@code web-and-checkout-reads} or {@code web-and-3-more-calls}. */
    static String nameOf(List<String> callers, List<Request> requests) {
        boolean allRead = requests.stream().allMatch(request -> READING.contains(request.method()));
        boolean noneReads = requests.stream().noneMatch(request -> READING.contains(request.method()));
        String first = callers.get(0).replaceAll("[^A-Za-z0-9_-]+", "-");
        String who = switch (callers.size()) {
            case 1 -> first;
            case 2 -> first + "-and-" + callers.get(1).replaceAll("[^A-Za-z0-9_-]+", "-");
            default -> first + "-and-" + (callers.size() - 1) + "-more";
        };
        return who + (allRead ? "-reads" : noneReads ? "-writes" : "-calls");
    }
}
