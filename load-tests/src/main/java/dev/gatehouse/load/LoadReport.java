package dev.gatehouse.load;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to; also the shape of the JSON file.
 *
 * @param target whom it drove
 * @param load in words: closed loop or a constant rate, connections, durations
 * @param seconds how long was measured
 * @param rows each scenario over each protocol
 * @param all the sum of the rows
 * @param cpuMicrosPerRequest user and system time of the gateway's process, absent if it could not be measured
 * @param cpuNote whose time that is, or why it is absent
 * @param answers all answers, those of the warm-up too
 * @param unanswered requests that failed before an answer
 * @param events how many events came to the topic meanwhile
 */
record LoadReport(
        String target,
        String load,
        double seconds,
        List<Row> rows,
        Row all,
        @Nullable Double cpuMicrosPerRequest,
        String cpuNote,
        long answers,
        long unanswered,
        long events) {

    LoadReport {
        rows = List.copyOf(rows);
    }

    /** No error, at least one answer, and an event for each answer, no more and no less. */
    boolean passed() {
        return all.errors().isEmpty() && answers > 0 && unanswered == 0 && answers == events;
    }

    /** One line: what was measured after the warm-up, and the errors of the whole run. */
    record Row(
            String scenario,
            String protocol,
            long measured,
            double perSecond,
            double p50Millis,
            double p99Millis,
            double p999Millis,
            double maxMillis,
            Map<String, Long> errors) {

        Row {
            errors = Map.copyOf(errors);
        }

        static Row of(String scenario, String protocol, Histogram micros, double seconds, Map<String, Long> errors) {
            return new Row(
                    scenario,
                    protocol,
                    micros.getTotalCount(),
                    micros.getTotalCount() / seconds,
                    micros.getValueAtPercentile(50) / 1000.0,
                    micros.getValueAtPercentile(99) / 1000.0,
                    micros.getValueAtPercentile(99.9) / 1000.0,
                    micros.getMaxValue() / 1000.0,
                    errors);
        }

        long errorCount() {
            return errors.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
