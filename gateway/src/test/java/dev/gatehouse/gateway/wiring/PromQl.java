package dev.gatehouse.gateway.wiring;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an expression for Prometheus asks for: metrics, each with the labels it is told apart by. */
final class PromQl {
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*\\]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern METRIC =
            Pattern.compile("(?<![\\w.])([a-zA-Z_:][\\w:]*)\\s*(\\{[^}]*\\})?(?!\\s*\\(|[\\w:])");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    /** Prometheus adds it to whatever it reads. */
    private static final String INSTANCE = "instance";

    private final Map<String, Set<String>> labels = new TreeMap<>();

    PromQl(String expression) {
        String bare = RANGE.matcher(TEXT.matcher(expression).replaceAll("")).replaceAll("");
        Set<String> groups = new TreeSet<>();
        Matcher grouping = GROUPING.matcher(bare);
        while (grouping.find()) {
            groups.addAll(List.of(grouping.group(2).trim().split("\\s*,\\s*")));
        }
        groups.removeAll(Set.of("", INSTANCE, "le"));
        Matcher metric = METRIC.matcher(GROUPING.matcher(bare).replaceAll(" "));
        while (metric.find()) {
            if (!WORDS.contains(metric.group(1))) {
                Set<String> asked = labels.computeIfAbsent(metric.group(1), name -> new TreeSet<>(groups));
                Matcher label = LABEL.matcher(metric.group(2) == null ? "" : metric.group(2));
                while (label.find()) {
                    asked.add(label.group(1));
                }
                asked.remove(INSTANCE);
            }
        }
    }

    /** The metrics, each with the labels that it has to have. */
    Map<String, Set<String>> labels() {
        return labels;
    }
}
