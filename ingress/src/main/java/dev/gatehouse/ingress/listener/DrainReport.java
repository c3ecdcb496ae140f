package dev.gatehouse.ingress.listener;

import java.time.Duration;

/** How a drain went: requests that were in flight when it began, and those still so when time was up. */
public record DrainReport(int inFlight, int cut, Duration took) {

    /** Whether every request in flight could finish. */
    public boolean isComplete() {
        return cut == 0;
    }
}
