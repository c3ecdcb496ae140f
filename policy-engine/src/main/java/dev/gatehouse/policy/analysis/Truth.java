package dev.gatehouse.policy.analysis;

/** What is known of a fact. */
public enum Truth {
    YES,
    NO,
    OPEN;

    public static Truth of(boolean value) {
        return value ? YES : NO;
    }
}
