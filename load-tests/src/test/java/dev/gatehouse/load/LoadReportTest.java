package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LoadReportTest {

    @Test
    void percentilesAreThoseOfTheHistogramInMilliseconds() {
        Histogram micros = new Histogram(Tally.LONGEST_MICROS, Tally.DIGITS);
        for (int value = 1; value <= 10_000; value++) {
            micros.recordValue(value);
        }

        LoadReport.Row row = LoadReport.Row.of("browse", "2", micros, 4, Map.of());

        assertThat(row.measured()).isEqualTo(10_000);
        assertThat(row.perSecond()).isEqualTo(2500);
        assertThat(row.p50Millis()).isCloseTo(5.0, within(0.01));
        assertThat(row.p99Millis()).isCloseTo(9.9, within(0.01));
        assertThat(row.p999Millis()).isCloseTo(9.99, within(0.01));
        assertThat(row.maxMillis()).isCloseTo(10.0, within(0.01));
    }

    @Test
    void passesOnlyWithoutErrorAndWithAnEventForEachAnswer() {
        assertThat(report(Map.of(), 10, 0, 10).passed()).isTrue();
        assertThat(report(Map.of(), 10, 0, 9).passed()).isFalse();
        assertThat(report(Map.of(), 10, 0, 11).passed()).isFalse();
        assertThat(report(Map.of("status 503", 1L), 10, 0, 10).passed()).isFalse();
        assertThat(report(Map.of(), 10, 1, 10).passed()).isFalse();
        assertThat(report(Map.of(), 0, 0, 0).passed()).isFalse();
    }

    @Test
    void theTableNamesErrorsAndWhatIsMissing() {
        StringWriter text = new StringWriter();
        ReportTable.print(report(Map.of("status 503", 3L), 10, 0, 8), new PrintWriter(text));

        assertThat(text.toString())
                .contains("error: 3 x status 503")
                .contains("10 answers (the warm-up's too), 8 events in gatehouse.requests.v1: 2 missing")
                .contains("CPU: 85.3 µs per request, of a process")
                .contains("FAILED");
    }

    private static LoadReport report(Map<String, Long> errors, long answers, long unanswered, long events) {
        LoadReport.Row row = new LoadReport.Row("all", "", answers, 1, 1, 1, 1, 1, errors);
        return new LoadReport(
                "target", "load", 1, List.of(row), row, 85.3, "of a process", answers, unanswered, events);
    }
}
