package dev.gatehouse.telemetry.spool;

/** Who books what will never arrive. Called from the threads that write and read the spool. */
public interface LossSink {

    /** These records of that boot are gone. */
    void lost(Loss loss, String bootId, LaneNumbers numbers);

    /** Why the spool lost something. */
    enum Loss {
        /** The oldest requests gave way, because the budget was used up. */
        BUDGET,
        /** There was no room to write it. */
        FULL,
        /** It was written, and could not be read back. */
        UNREADABLE
    }
}
