package dev.gatehouse.load.compare;

/**
 * How much is measured.
 *
 * @param runs of each contender for each work
 * @param requests of a run, if they are small
 * @param warmupSeconds for those that get faster while they run
 */
record Plan(int runs, int requests, int warmupSeconds) {}
