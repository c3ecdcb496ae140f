package dev.gatehouse.gateway.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** From what each caller was seen doing to as few rules as say the same: callers with equal requests share one. */
final class RuleGroups {
    private final Map<String, List<SuggestedRule.Request>> byCaller = new TreeMap<>();
    private final Map<String, Learner.Span> spans = new TreeMap<>();
    private final Map<String, Long> rare = new TreeMap<>();

    RuleGroups(Map<Learner.Lane, LearnedLane> lanes, long leastCount) {
        lanes.forEach((lane, learned) -> {
            for (LearnedLane.Seen seen : learned.templates()) {
                if (seen.count() < leastCount) {
                    rare.put(lane.caller() + " " + lane.method() + " " + seen.template(), seen.count());
                } else {
                    byCaller.computeIfAbsent(lane.caller(), key -> new ArrayList<>())
                            .add(new SuggestedRule.Request(
                                    lane.method(), seen.template(), seen.count(), seen.isCoarse()));
                }
            }
            learned.span().ifPresent(span -> spans.merge(lane.caller(), span, Learner.Span::and));
        });
    }

    /** What was seen too seldom to be suggested. */
    Map<String, Long> rare() {
        return rare;
    }

    List<SuggestedRule> rules() {
        Map<List<String>, List<String>> callersByRequests = new LinkedHashMap<>();
        byCaller.forEach((caller, requests) -> callersByRequests
                .computeIfAbsent(
                        requests.stream()
                                .map(SuggestedRule.Request::written)
                                .sorted()
                                .toList(),
                        key -> new ArrayList<>())
                .add(caller));
        Set<String> names = new HashSet<>();
        return callersByRequests.values().stream()
                .map(callers -> rule(callers, names))
                .toList();
    }

    private SuggestedRule rule(List<String> callers, Set<String> names) {
        Map<String, SuggestedRule.Request> summed = new TreeMap<>();
        for (String caller : callers) {
            for (SuggestedRule.Request request : byCaller.getOrDefault(caller, List.of())) {
                summed.merge(request.template() + " " + request.method(), request, RuleGroups::sum);
            }
        }
        List<SuggestedRule.Request> requests = List.copyOf(summed.values());
        String wanted = SuggestedRule.nameOf(callers, requests);
        String name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + "-" + i;
        }
        Learner.Span span =
                callers.stream().map(spans::get).reduce(Learner.Span::and).orElseThrow();
        return new SuggestedRule(name, callers, requests, span);
    }

    private static SuggestedRule.Request sum(SuggestedRule.Request one, SuggestedRule.Request other) {
        return new SuggestedRule.Request(
                one.method(), one.template(), one.count() + other.count(), one.isCoarse() || other.isCoarse());
    }
}
