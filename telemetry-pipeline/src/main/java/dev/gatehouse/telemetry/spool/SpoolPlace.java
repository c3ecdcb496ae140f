package dev.gatehouse.telemetry.spool;

/**
 * Where one spool lies and how much it may take.
 *
 * @param shelf makes its segments
 * @param budget what it shares with the other spools
 * @param share the most that it may take itself
 * @param segmentBytes the size at which a new segment is begun
 * @param end the first position that was never used
 * @param checkpoint how far the last reader came
 */
record SpoolPlace(Shelf shelf, SpoolBudget budget, long share, int segmentBytes, long end, Checkpoint checkpoint) {}
