package dev.gatehouse.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    @Test
    void setsEachContenderAgainstNginxAndTheBetterOne() {
        String text = MarkdownReport.of(result("M", 20, 16, 12));

        assertThat(text)
                .contains("| nginx | 20.0 | 1.00 | 1.25 |")
                .contains("| HAProxy | 16.0 | 0.80 | 1.00 |")
                .contains("| Gatehouse, fast path | 12.0 | 0.60 | 0.75 |");
    }

    @Test
    void saysWhichGoalsAreReachedAndWhichWereNotMeasured() {
        assertThat(MarkdownReport.of(result("M+", 20, 16, 12)))
                .contains("| M+, CPU × the better of nginx and HAProxy | 0.80 | 0.75 | reached |")
                .contains("| P, CPU × nginx | 1.15 | not measured |  |");
        assertThat(MarkdownReport.of(result("P", 10, 16, 12))).contains("| P, CPU × nginx | 1.15 | 1.20 | missed |");
    }

    @Test
    void leavesARatioOutWithoutTheRival() {
        Result alone = new Result(
                "2026-11-23",
                new Plan(1, 100, 0),
                Map.of("nginx", "absent, skipped"),
                Map.of("P", Map.of("Gatehouse, fast path", MedianTest.run(12, 1))));

        assertThat(MarkdownReport.of(alone))
                .contains("- nginx: absent, skipped")
                .contains("| Gatehouse, fast path | 12.0 |  |  |");
    }

    private static Result result(String work, double nginx, double haproxy, double fast) {
        Map<String, Measured> rows = new LinkedHashMap<>();
        rows.put("nginx", MedianTest.run(nginx, 1));
        rows.put("HAProxy", MedianTest.run(haproxy, 1));
        rows.put("Gatehouse, fast path", MedianTest.run(fast, 1));
        return new Result("2026-11-23", new Plan(5, 1000, 30), Map.of(), Map.of(work, rows));
    }

    @Test
    void theBeginningOfANameStandsForAllWorksOfThatKind() {
        assertThat(Work.named("R")).isEqualTo(List.of(Work.R1, Work.R1000, Work.R10000));
        assertThat(Work.named("m+")).isEqualTo(List.of(Work.M_PLUS));
        assertThat(Work.named("M")).isEqualTo(List.of(Work.M));
        assertThat(Work.named("X")).isEmpty();
    }
}
