package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.config.PlainText;
import dev.gatehouse.policy.tests.TestOutcome;
import dev.gatehouse.policy.tests.TestReport;
import dev.gatehouse.policy.tests.UntestedRule;

/** The outcome of all tests for somebody at a terminal: one line each, more for those that failed. */
final class TestReportText {
    private static final String MARGIN = " ".repeat(8);

    private TestReportText() {}

    static String of(TestReport report) {
        StringBuilder text = new StringBuilder();
        report.outcomes().forEach(outcome -> outcome(outcome, text));
        text.append(counts(report)).append('\n');
        untested(report, text);
        return text.toString();
    }

    private static void outcome(TestOutcome outcome, StringBuilder text) {
        String call = outcome.test().name() + ": expect " + outcome.test().expect();
        if (outcome.isPassed()) {
            line(text, "ok      ", call);
            return;
        }
        line(text, "FAILED  ", call);
        line(text, MARGIN, outcome.failure());
        line(text, MARGIN + "= help: ", outcome.help());
        line(text, MARGIN + "= test: ", outcome.test().position());
    }

    private static void line(StringBuilder text, String margin, String words) {
        text.append(margin).append(PlainText.line(words)).append('\n');
    }

    private static String counts(TestReport report) {
        int all = report.outcomes().size();
        int failed = report.failed().size();
        if (all == 0) {
            return "no tests: a ruleset states what it expects under `tests`";
        }
        return all + (all == 1 ? " test: " : " tests: ") + (all - failed) + " passed, " + failed + " failed";
    }

    private static void untested(TestReport report, StringBuilder text) {
        if (report.untested().isEmpty()) {
            return;
        }
        text.append("rules no test exercises: ")
                .append(report.untested().size())
                .append('\n');
        for (UntestedRule rule : report.untested()) {
            line(text, MARGIN, rule.service() + ": " + rule.rule() + " (" + rule.position() + ")");
        }
    }
}
