package dev.gatehouse.gateway.history;

import dev.gatehouse.gateway.config.PlainText;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Suggested rules in the format of the configuration, with what was counted as comments. */
final class SuggestedYaml {
    private static final int MOST_NAMED = 10;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern WORD_OF_YAML = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private final SuggestedRules suggested;
    private final StringBuilder yaml = new StringBuilder(1024);

    SuggestedYaml(SuggestedRules suggested) {
        this.suggested = suggested;
    }

    String text() {
        head();
        yaml.append("rulesets:\n  - protects: ")
                .append(quoted(suggested.service()))
                .append("\n    allow:\n");
        suggested.rules().forEach(this::rule);
        return yaml.toString();
    }

    private void head() {
        long learned =
                suggested.rules().stream().mapToLong(SuggestedRule::count).sum();
        comment("", "learned from " + counted(learned) + " to `" + suggested.service() + "` that passed");
        comment("", "conditions (`when`) are not learned: add those that you want");
        comment("", "before it is served: gatehouse replay --policy PATH --fail-on-denied");
        if (suggested.rules().stream().anyMatch(SuggestedYaml::isCoarse)) {
            comment("", "coarse: no path was recorded of some, so the template of the route stands for it;");
            comment("", "        to be exact, list `path` under gateway.telemetry.record and ask again later");
        }
        named("was denied and is not suggested", suggested.denied());
        named("passed and is not suggested", suggested.leftOut());
        named("was seen too seldom", suggested.rare());
        suggested
                .belowTheLattice()
                .forEach((caller, count) -> comment(
                        "",
                        "`" + caller + "` is below what the lattice asks: it needs a gate as well (" + count + ")"));
    }

    private void named(String what, Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        comment("", what + ": " + counted(total));
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_NAMED)
                .forEach(entry -> comment("", "  " + number(entry.getValue()) + "  " + entry.getKey()));
        if (counts.size() > MOST_NAMED) {
            comment("", "  and " + (counts.size() - MOST_NAMED) + " more kinds");
        }
    }

    private void rule(SuggestedRule rule) {
        comment(
                "      ",
                counted(rule.count()) + ", " + rule.span().first() + " to "
                        + rule.span().last() + (isCoarse(rule) ? ", coarse" : ""));
        yaml.append("      - name: ").append(quoted(rule.name())).append('\n');
        yaml.append("        from: [")
                .append(rule.callers().stream().map(SuggestedYaml::quoted).collect(Collectors.joining(", ")))
                .append("]\n        requests:\n");
        for (SuggestedRule.Request request : rule.requests()) {
            yaml.append("          - \"")
                    .append(request.written())
                    .append("\"  # ")
                    .append(number(request.count()))
                    .append(request.isCoarse() ? ", coarse" : "")
                    .append('\n');
        }
    }

    private static boolean isCoarse(SuggestedRule rule) {
        return rule.requests().stream().anyMatch(SuggestedRule.Request::isCoarse);
    }

    /** What comes from outside must not end the line that it is told in. */
    private void comment(String indent, String words) {
        yaml.append(indent).append("# ").append(PlainText.line(words)).append('\n');
    }

    private static String quoted(String name) {
        if (PLAIN.matcher(name).matches() && !WORD_OF_YAML.matcher(name).matches()) {
            return name;
        }
        return '"' + PlainText.line(name).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String counted(long count) {
        return number(count) + (count == 1 ? " request" : " requests");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
