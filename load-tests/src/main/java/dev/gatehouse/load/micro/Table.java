package dev.gatehouse.load.micro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** One table in Markdown for each class of benchmarks: a row for each setting, a column for each method. */
final class Table {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Table() {}

    static String of(Collection<RunResult> results) {
        Map<String, List<RunResult>> byClass = new LinkedHashMap<>();
        results.forEach(result -> byClass.computeIfAbsent(owner(result), owner -> new ArrayList<>())
                .add(result));
        StringBuilder text = new StringBuilder();
        byClass.forEach((owner, own) -> text.append(table(owner, own)).append('\n'));
        return text.toString();
    }

    private static String owner(RunResult result) {
        String name = result.getParams().getBenchmark();
        String owner = name.substring(0, name.lastIndexOf('.'));
        return owner.substring(owner.lastIndexOf('.') + 1);
    }

    private static String method(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String table(String owner, List<RunResult> results) {
        TreeSet<String> methods =
                new TreeSet<>(results.stream().map(Table::method).toList());
        Collection<String> settings = results.get(0).getParams().getParamsKeys();
        Map<List<String>, Map<String, String>> rows = new LinkedHashMap<>();
        for (RunResult result : results) {
            List<String> row = settings.stream()
                    .map(key -> result.getParams().getParam(key))
                    .toList();
            rows.computeIfAbsent(row, ignored -> new LinkedHashMap<>()).put(method(result), cell(result));
        }
        List<String> head = new ArrayList<>(settings);
        head.addAll(methods);
        StringBuilder text = new StringBuilder("### " + owner + "\n\n");
        text.append("| ").append(String.join(" | ", head)).append(" |\n");
        text.append("|---".repeat(head.size())).append("|\n");
        rows.forEach((row, cells) -> {
            List<String> line = new ArrayList<>(row);
            methods.forEach(method -> line.add(cells.getOrDefault(method, "")));
            text.append("| ").append(String.join(" | ", line)).append(" |\n");
        });
        return text.toString();
    }

    /** The median of all iterations, and the bytes that one operation allocates. */
    private static String cell(RunResult result) {
        Statistics times = result.getPrimaryResult().getStatistics();
        String unit = result.getPrimaryResult().getScoreUnit().replace("/op", "");
        String text = number(times.getPercentile(50)) + " " + unit;
        for (Map.Entry<String, Result> other : result.getSecondaryResults().entrySet()) {
            if (other.getKey().endsWith(ALLOCATED)) {
                text += ", " + number(other.getValue().getStatistics().getPercentile(50)) + " B";
            }
        }
        return text;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}
