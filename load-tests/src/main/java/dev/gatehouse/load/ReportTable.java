package dev.gatehouse.load;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The report for people. */
final class ReportTable {
    private static final String ROW = "%-10s %-5s %12s %10s %10s %10s %10s %10s %8s%n";

    private ReportTable() {}

    static void print(LoadReport report, PrintWriter out) {
        out.println();
        out.println(report.target() + ", " + report.load());
        out.println();
        out.printf(
                Locale.ROOT,
                ROW,
                "scenario",
                "http",
                "measured",
                "per s",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms",
                "errors");
        report.rows().forEach(row -> print(row, out));
        print(report.all(), out);
        out.println();
        new TreeMap<>(report.all().errors()).forEach((kind, count) -> out.println("error: " + count + " x " + kind));
        Double cpu = report.cpuMicrosPerRequest();
        out.println(
                cpu == null
                        ? "CPU: not measured, " + report.cpuNote()
                        : String.format(Locale.ROOT, "CPU: %.1f µs per request, %s", cpu, report.cpuNote()));
        out.println(events(report));
        out.println(report.passed() ? "passed" : "FAILED");
        out.flush();
    }

    private static void print(LoadReport.Row row, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                ROW,
                row.scenario(),
                row.protocol(),
                row.measured(),
                number(row.perSecond(), 0),
                number(row.p50Millis(), 2),
                number(row.p99Millis(), 2),
                number(row.p999Millis(), 2),
                number(row.maxMillis(), 2),
                row.errorCount());
    }

    private static String events(LoadReport report) {
        String counted = report.answers() + " answers (the warm-up's too), " + report.events() + " events in "
                + EventTopic.REQUESTS + ": ";
        long difference = report.events() - report.answers();
        if (difference == 0) {
            return counted + "equal";
        }
        return counted
                + (difference < 0
                        ? -difference + " missing"
                        : difference + " too many; did somebody else call the gateway meanwhile?");
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** Errors of several rows in one map. */
    static Map<String, Long> merged(Iterable<LoadReport.Row> rows) {
        Map<String, Long> sums = new TreeMap<>();
        rows.forEach(row -> row.errors().forEach((kind, count) -> sums.merge(kind, count, Long::sum)));
        return sums;
    }
}
