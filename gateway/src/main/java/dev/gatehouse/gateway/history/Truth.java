package dev.gatehouse.gateway.history;

/** Whether something is so, as far as a recorded call tells. */
enum Truth {
    NO,
    UNKNOWN,
    YES;

    static Truth of(boolean isSo) {
        return isSo ? YES : NO;
    }

    Truth and(Truth other) {
        return compareTo(other) < 0 ? this : other;
    }
}
