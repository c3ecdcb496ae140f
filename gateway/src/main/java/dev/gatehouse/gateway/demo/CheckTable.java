package dev.gatehouse.gateway.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The table at the end of a check: one line a call, columns as wide as they have to be. */
final class CheckTable {
    private static final List<String> HEAD = List.of("", "call", "http", "expected", "seen", "trace id", "event found");

    private final List<List<String>> lines = new ArrayList<>(List.of(HEAD));
    private int failures;

    void add(Outcome outcome, Recorded.Finding finding) {
        Expected expected = outcome.call().expected();
        boolean isRight = expected.isMetBy(outcome.answer()) && finding.isRight();
        failures += isRight ? 0 : 1;
        lines.add(List.of(
                isRight ? "ok" : "NO",
                outcome.call().what(),
                outcome.call().protocol(),
                expected.shown(),
                seen(outcome.answer(), expected),
                outcome.answer().traceId().isEmpty() ? "-" : outcome.answer().traceId(),
                finding.shown()));
    }

    int failures() {
        return failures;
    }

    void print(PrintWriter out) {
        int[] widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
        int calls = lines.size() - 1;
        out.println();
        out.println(
                failures == 0 ? calls + " calls, all as expected" : failures + " of " + calls + " calls went wrong");
        out.flush();
    }

    private static String seen(Answer answer, Expected expected) {
        if (!expected.service().isEmpty() && expected.isMetBy(answer)) {
            return expected.shown();
        }
        return answer.shown();
    }
}
