package dev.gatehouse.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** Writes problems for the person who wrote the YAML: where, what, the line with a caret, a way out. */
public final class ProblemPrinter {
    private static final int WIDEST_LINE = 160;

    private ProblemPrinter() {}

    /** Every problem, one after the other, and no closing line. */
    public static String print(List<Problem> problems) {
        StringBuilder text = new StringBuilder();
        problems.forEach(problem -> print(problem, text));
        return text.toString();
    }

    /** The closing line: how many problems there are, and what follows from it. */
    public static String summary(List<Problem> problems, String consequence) {
        return problems.size() + (problems.size() == 1 ? " problem" : " problems") + "; " + consequence + "\n";
    }

    private static void print(Problem problem, StringBuilder text) {
        text.append(PlainText.line(problem.file())).append(':');
        if (problem.line() > 0) {
            text.append(problem.line()).append(':').append(problem.column()).append(':');
        }
        text.append(problem.isError() ? " " : " warning: ")
                .append(PlainText.line(problem.message()))
                .append('\n');
        String margin = " ".repeat(Math.max(2, Integer.toString(problem.line()).length()));
        if (problem.line() > 0 && problem.column() <= WIDEST_LINE) {
            excerpt(problem, margin, text);
        }
        if (!problem.help().isEmpty()) {
            text.append(margin)
                    .append(" = help: ")
                    .append(problem.help()
                            .lines()
                            .map(PlainText::line)
                            .collect(Collectors.joining("\n" + margin + " ".repeat(" = help: ".length()))))
                    .append('\n');
        }
    }

    private static void excerpt(Problem problem, String margin, StringBuilder text) {
        String line = problem.source();
        String shown = PlainText.line(line.length() > WIDEST_LINE ? line.substring(0, WIDEST_LINE) : line);
        int carets = Math.max(1, Math.min(problem.length(), shown.length() - problem.column() + 1));
        String number = Integer.toString(problem.line());
        text.append(margin).append(" |\n");
        text.append(" ".repeat(margin.length() - number.length()))
                .append((number + " | " + shown).stripTrailing())
                .append('\n');
        text.append(margin)
                .append(" | ")
                .append(" ".repeat(problem.column() - 1))
                .append("^".repeat(carets))
                .append('\n');
    }
}
