package dev.gatehouse.gateway.history;

/** What becomes of a call. */
public enum Outcome {
    ALLOWED("allowed", true),
    LET_THROUGH("let through", true),
    DENIED("denied", false),
    NO_ROUTE("no route", false);

    private final String words;
    private final boolean passes;

    Outcome(String words, boolean passes) {
        this.words = words;
        this.passes = passes;
    }

    /** Whether the call reaches its backend: a denial in audit mode does. */
    public boolean passes() {
        return passes;
    }

    @Override
    public String toString() {
        return words;
    }
}
