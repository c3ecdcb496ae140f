package dev.gatehouse.gateway.history;

import dev.gatehouse.policy.path.PathTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The templates of a route as an event tells them: several patterns are separated by commas, several predicates by
 * blanks, and a part of a pattern may be written as only Spring reads it.
 */
final class RouteTemplates {
    private static final PathTemplate EVERYTHING =
            PathTemplate.from("/**").template().orElseThrow();

    private RouteTemplates() {}

    /** Templates that together match every path that the route takes, and perhaps more. */
    static List<PathTemplate> read(String written) {
        // All predicates of a route must agree, so the paths of one of them hold those of all.
        String onePredicate = written.split(" ", 2)[0];
        List<PathTemplate> templates = new ArrayList<>();
        for (String pattern : onePredicate.split(",")) {
            Optional<PathTemplate> template =
                    PathTemplate.from(simplified(pattern)).template();
            if (template.isEmpty()) {
                return List.of(EVERYTHING);
            }
            templates.add(template.get());
        }
        return templates.isEmpty() ? List.of(EVERYTHING) : templates;
    }

    /** Each of them as nearly as a rule can name it; empty if one has no such form. */
    static Optional<List<String>> asRulesWriteThem(String written) {
        List<String> templates = Arrays.stream(written.split(","))
                .map(RouteTemplates::simplified)
                .distinct()
                .toList();
        boolean areSound = written.indexOf(' ') < 0
                && templates.stream()
                        .allMatch(template ->
                                PathTemplate.from(template).template().isPresent());
        return areSound ? Optional.of(templates) : Optional.empty();
    }

    /** With {@code *} for each capture, {@code **} for a capture of the rest. */
    static String simplified(String pattern) {
        String rooted = pattern.startsWith("/") ? pattern : "/" + pattern;
        return rooted.replaceAll("\\{\\*[^{}/]*}$", "**").replaceAll("(?<=/)\\{[^{}/]*}(?=/|$)", "*");
    }
}
