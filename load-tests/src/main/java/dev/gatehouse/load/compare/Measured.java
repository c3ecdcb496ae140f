package dev.gatehouse.load.compare;

/**
 * What one run of one contender came to, or the medians of several.
 *
 * @param cpuMicros of the proxy's processes, for each request
 * @param startMillis from the start of the process to its first answer
 */
record Measured(
        double cpuMicros,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double p999Millis,
        double residentMiB,
        double startMillis) {}
