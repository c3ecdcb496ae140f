package dev.gatehouse.gateway.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one caller sends with one method: paths where they were recorded, the templates of routes where not. */
final class LearnedLane {
    private final PathTree paths;
    private final Map<String, Long> coarse = new TreeMap<>();
    private Learner.@Nullable Span span;

    LearnedLane(int mostLiterals) {
        paths = new PathTree(mostLiterals);
    }

    /** Learns a path; false if there were too many. */
    boolean path(List<String> segments) {
        return paths.add(segments);
    }

    /** Learns the templates of a route; false if no rule could name them. */
    boolean coarse(String templates) {
        Optional<List<String>> written = RouteTemplates.asRulesWriteThem(templates);
        written.ifPresent(all -> all.forEach(template -> coarse.merge(template, 1L, Long::sum)));
        return written.isPresent();
    }

    void seen(Instant at) {
        Learner.Span now = new Learner.Span(at, at);
        span = span == null ? now : span.and(now);
    }

    Optional<Learner.Span> span() {
        return Optional.ofNullable(span);
    }

    /** Each template with its count, and whether it is only that of a route. */
    List<Seen> templates() {
        List<Seen> all = new ArrayList<>();
        paths.templates().forEach(learned -> all.add(new Seen(learned.template(), learned.count(), false)));
        coarse.forEach((template, count) -> {
            if (all.stream().noneMatch(seen -> seen.template().equals(template))) {
                all.add(new Seen(template, count, true));
            }
        });
        return all;
    }

    record Seen(String template, long count, boolean isCoarse) {}
}
