package dev.gatehouse.load;

import java.util.Locale;

/**
 * What a fault came to. Latencies are 99th percentiles in microseconds.
 *
 * @param fault what was taken away
 * @param answers how many requests were answered
 * @param failed how many were not
 * @param unready how often the gateway said that it is not ready
 * @param before latency before the fault
 * @param meanwhile latency during it
 * @param after latency after it
 * @param ledger what {@code gatehouse ledger verify} printed in the end
 */
record FaultReport(
        Fault fault,
        long answers,
        long failed,
        long unready,
        long before,
        long meanwhile,
        long after,
        DemoProcess.Printed ledger) {
    static final String HEAD = String.format(
            Locale.ROOT,
            "| %-16s | %9s | %7s | %7s | %10s | %10s | %10s | %5s | %s |",
            "fault",
            "answers",
            "failed",
            "unready",
            "p99 before",
            "meanwhile",
            "after",
            "ratio",
            "ledger");

    /** Whether no request suffered and no number is unexplained. What the fault itself destroys is not held against us. */
    boolean passed() {
        boolean isServed = fault.cutsRequests() || (failed == 0 && unready == 0);
        return answers > 0 && isServed && (fault.takesRecordsAway() || ledger.exit() == 0);
    }

    /** How much slower the slowest were during the fault. */
    double ratio() {
        return before == 0 ? 0 : (double) meanwhile / before;
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %-16s | %,9d | %,7d | %,7d | %7.1f ms | %7.1f ms | %7.1f ms | %5s | %s |",
                fault.word(),
                answers,
                failed,
                unready,
                before / 1000.0,
                meanwhile / 1000.0,
                after / 1000.0,
                fault.cutsRequests() ? "-" : String.format(Locale.ROOT, "%.2f", ratio()),
                lastLine());
    }

    private String lastLine() {
        String text = ledger.text().strip();
        return text.substring(text.lastIndexOf('\n') + 1);
    }
}
