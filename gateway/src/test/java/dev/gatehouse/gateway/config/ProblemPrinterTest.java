package dev.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemPrinterTest {
    private static final Problem UNKNOWN_UPSTREAM = new Problem(
            "gatehouse.yaml",
            14,
            15,
            9,
            "    upstream: order-svc",
            "route `orders`: unknown upstream `order-svc`",
            "did you mean `orders-svc`? defined upstreams: `orders-svc`, `payments-svc`",
            Problem.Severity.ERROR);
    private static final Problem UNKNOWN_KEY = new Problem(
            "gatehouse.yaml",
            31,
            9,
            4,
            "        form: [spiffe://prod/shop]",
            "rule `shop-to-ledger`: unknown key `form`",
            "did you mean `from`?",
            Problem.Severity.ERROR);

    @Test
    void problemsAreWrittenAsTheStyleGuideShows() {
        List<Problem> problems = List.of(UNKNOWN_UPSTREAM, UNKNOWN_KEY);

        String printed =
                ProblemPrinter.print(problems) + ProblemPrinter.summary(problems, "generation 41 keeps serving");

        assertThat(printed).isEqualTo("""
                gatehouse.yaml:14:15: route `orders`: unknown upstream `order-svc`
                   |
                14 |     upstream: order-svc
                   |               ^^^^^^^^^
                   = help: did you mean `orders-svc`? defined upstreams: `orders-svc`, `payments-svc`
                gatehouse.yaml:31:9: rule `shop-to-ledger`: unknown key `form`
                   |
                31 |         form: [spiffe://prod/shop]
                   |         ^^^^
                   = help: did you mean `from`?
                2 problems; generation 41 keeps serving
                """);
    }

    @Test
    void helpOfSeveralLinesStaysUnderItsFirst() {
        Problem broken = new Problem("a.yaml", 7, 1, 5, "never:", "broken", "a -> b\nb -> c", Problem.Severity.ERROR);

        assertThat(ProblemPrinter.print(List.of(broken))).endsWith("""
                   = help: a -> b
                           b -> c
                """);
    }

    @Test
    void aWarningSaysThatItIsOneAndLongNumbersMoveTheMargin() {
        Problem warning = new Problem("a.yaml", 1042, 4, 90, "a: none", "not meant", "", Problem.Severity.WARNING);

        assertThat(ProblemPrinter.print(List.of(warning))).isEqualTo("""
                a.yaml:1042:4: warning: not meant
                     |
                1042 | a: none
                     |    ^^^^
                """);
    }

    @Test
    void noLetterSpeaksToTheTerminal() {
        Problem problem = new Problem("a.yaml", 1, 2, 1, "\tb\u001b[2J", "a\u202eb\n", "", Problem.Severity.ERROR);

        assertThat(ProblemPrinter.print(List.of(problem))).isEqualTo("a.yaml:1:2: a?b?\n   |\n 1 |  b?[2J\n   |  ^\n");
    }
}
