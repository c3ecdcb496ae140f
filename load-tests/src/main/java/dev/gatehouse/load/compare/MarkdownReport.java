package dev.gatehouse.load.compare;

import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The tables for people. */
final class MarkdownReport {
    private static final String NGINX = "nginx";

    private MarkdownReport() {}

    static String of(Result result) {
        StringBuilder text = new StringBuilder("# Beside other proxies, " + result.date() + "\n\n");
        text.append(
                "`load-tests/compare`, medians of %d interleaved runs of %,d requests, 64 at a time, %d s warm-up.\n\n"
                        .formatted(
                                result.plan().runs(),
                                result.plan().requests(),
                                result.plan().warmupSeconds()));
        text.append("![Processor time for a request](compare.svg)\n\n");
        result.machine().forEach((name, fact) -> text.append("- ").append(name + ": " + fact + "\n"));
        result.works().forEach((title, rows) -> text.append(table(title, rows)));
        text.append(Goal.table(result.works()));
        return text.toString();
    }

    private static String table(String title, Map<String, Measured> rows) {
        StringBuilder text = new StringBuilder("\n## " + title + ": "
                + Work.named(title).get(0).description() + "\n\n"
                + "| | CPU µs/request | × nginx | × better of nginx, HAProxy | requests/s | p50 ms | p99 ms | p99.9 ms"
                + " | MiB | start ms |\n|---|---|---|---|---|---|---|---|---|---|\n");
        double nginx = cpu(rows, NGINX);
        double better = best(rows);
        rows.forEach((name, row) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %.1f | %s | %s | %,.0f | %.2f | %.2f | %.2f | %.0f | %.0f |%n",
                name,
                row.cpuMicros(),
                ratio(row.cpuMicros(), nginx),
                ratio(row.cpuMicros(), better),
                row.perSecond(),
                row.p50Millis(),
                row.p99Millis(),
                row.p999Millis(),
                row.residentMiB(),
                row.startMillis())));
        return text.toString();
    }

    static double cpu(Map<String, Measured> rows, String name) {
        Measured row = rows.get(name);
        return row == null ? Double.NaN : row.cpuMicros();
    }

    static double best(Map<String, Measured> rows) {
        return Stream.of(NGINX, "HAProxy")
                .flatMapToDouble(name -> DoubleStream.of(cpu(rows, name)))
                .filter(cpu -> !Double.isNaN(cpu))
                .min()
                .orElse(Double.NaN);
    }

    static String ratio(double value, double other) {
        return Double.isNaN(value / other) ? "" : String.format(Locale.ROOT, "%.2f", value / other);
    }
}
