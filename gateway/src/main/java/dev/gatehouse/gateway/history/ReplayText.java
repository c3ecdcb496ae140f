package dev.gatehouse.gateway.history;

import dev.gatehouse.gateway.config.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as an operator reads it. */
public final class ReplayText {
    private final ReplayReport report;
    private final StringBuilder text = new StringBuilder(1024);

    private ReplayText(ReplayReport report) {
        this.report = report;
    }

    /** Everything that turns out otherwise, then what cannot be told, then the sums. */
    public static String of(ReplayReport report, boolean withOtherRules) {
        ReplayText writer = new ReplayText(report);
        writer.groups(report.changes());
        writer.groups(report.undecidable());
        if (withOtherRules) {
            writer.line("decided alike by another rule", report.otherRules().isEmpty());
            writer.list(report.otherRules());
        }
        writer.sums();
        return writer.text.toString();
    }

    private void groups(List<ReplayReport.Group> groups) {
        String turn = "";
        for (ReplayReport.Group group : groups) {
            line(group.turn(), group.turn().equals(turn));
            turn = group.turn();
            list(List.of(group));
        }
    }

    private void line(String line, boolean isSaid) {
        if (!isSaid) {
            text.append(PlainText.line(line)).append('\n');
        }
    }

    private void list(List<ReplayReport.Group> groups) {
        for (ReplayReport.Group group : groups) {
            text.append(String.format(
                    Locale.ROOT,
                    "%,10d  %s -> %s  %s %s%n",
                    group.count(),
                    PlainText.line(group.caller()),
                    group.callee().isEmpty() ? "(no identity)" : PlainText.line(group.callee()),
                    PlainText.line(group.method()),
                    PlainText.line(group.template())));
            detail(group.rule().isEmpty() ? "" : "rule `" + group.rule() + "`");
            detail(group.turn().equals(Change.CANNOT_BE_TOLD) ? "hinges on " + group.why() : group.why());
            detail(group.traceIds().isEmpty() ? "" : "such as " + String.join(" ", group.traceIds()));
        }
    }

    private void detail(String words) {
        if (!words.isEmpty()) {
            text.append("            ").append(PlainText.line(words)).append('\n');
        }
    }

    private void sums() {
        text.append(String.format(
                Locale.ROOT,
                "replayed %,d: %,d the same, %,d changed, %,d cannot be told; not judged %,d%s%n",
                report.replayed(),
                report.same(),
                report.changed(),
                report.open(),
                report.notJudgedTotal(),
                notJudged()));
        if (report.lost() > 0) {
            text.append(String.format(Locale.ROOT, "%,d that passed would not pass any more%n", report.lost()));
        }
        if (report.unsure() > 0) {
            text.append(String.format(
                    Locale.ROOT, "%,d that passed may not pass any more: it cannot be told%n", report.unsure()));
        }
        if (report.open() > 0) {
            text.append("   = help: what is listed under `gateway.telemetry.record` will be known of later requests\n");
        }
        if (report.unreadable() + report.duplicates() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "left out: %,d that lay there twice, %,d that are no events%n",
                    report.duplicates(),
                    report.unreadable()));
        }
    }

    private String notJudged() {
        return report.notJudged().isEmpty()
                ? ""
                : report.notJudged().entrySet().stream()
                        .map(entry -> PlainText.line(entry.getKey()) + " " + entry.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
