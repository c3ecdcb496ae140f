package dev.gatehouse.load.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What Gatehouse means to reach, as a number that shall not be larger.
 *
 * @param reached reads it from the medians of all works; not a number if it was not measured
 */
record Goal(String name, double atMost, ToDoubleFunction<Map<String, Map<String, Measured>>> reached) {
    private static final String FAST = "Gatehouse, fast path";
    private static final String FILTERED = "Gatehouse, filter path";
    private static final String PLAIN = PlainGateway.TITLE;

    private static final List<Goal> ALL = List.of(
            new Goal("P, CPU × nginx", 1.15, works -> cpu(works, "P", FAST) / cpu(works, "P", "nginx")),
            new Goal("M, CPU × the better of nginx and HAProxy", 1.0, works -> toBest(works, "M")),
            new Goal("M+, CPU × the better of nginx and HAProxy", 0.8, works -> toBest(works, "M+")),
            new Goal(
                    "P on the filter path, CPU × plain Spring Cloud Gateway",
                    0.5,
                    works -> cpu(works, "P", FILTERED) / cpu(works, "P", PLAIN)),
            new Goal(
                    "10,000 routes, CPU × one route",
                    1.1,
                    works -> cpu(works, "R10000", FAST) / cpu(works, "R1", FAST)),
            new Goal("start on P, ms", 2000, works -> row(works, "P", FAST, Measured::startMillis)),
            new Goal("resident under P, MiB", 300, works -> row(works, "P", FAST, Measured::residentMiB)));

    static String table(Map<String, Map<String, Measured>> works) {
        StringBuilder text = new StringBuilder("\n## To reach\n\n| | at most | measured | |\n|---|---|---|---|\n");
        for (Goal goal : ALL) {
            double value = goal.reached().applyAsDouble(works);
            String measured = Double.isNaN(value) ? "not measured" : number(value);
            String verdict = Double.isNaN(value) ? "" : value <= goal.atMost() ? "reached" : "missed";
            text.append("| %s | %s | %s | %s |\n".formatted(goal.name(), number(goal.atMost()), measured, verdict));
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private static double toBest(Map<String, Map<String, Measured>> works, String work) {
        return cpu(works, work, FAST) / MarkdownReport.best(works.getOrDefault(work, Map.of()));
    }

    private static double cpu(Map<String, Map<String, Measured>> works, String work, String contender) {
        return row(works, work, contender, Measured::cpuMicros);
    }

    private static double row(
            Map<String, Map<String, Measured>> works,
            String work,
            String contender,
            ToDoubleFunction<Measured> figure) {
        Measured measured = works.getOrDefault(work, Map.of()).get(contender);
        return measured == null ? Double.NaN : figure.applyAsDouble(measured);
    }
}
