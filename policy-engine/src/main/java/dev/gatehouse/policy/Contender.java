package dev.gatehouse.policy;

import dev.gatehouse.policy.Shortfall.Step;

/**
 * A pattern of an allow rule and by how much it misses a kind of call, its requirements left aside.
 *
 * <p>{@code failures} counts what fails of caller, method, path and time; {@code first} is the first of these
 * that does, {@link Step#TIME} when none fails or only the time.
 */
record Contender(int pattern, int failures, Step first, Requirement[] requirements) {

    /**
     * Its place among all contenders once this many requirements fail, the lowest being the nearest: the same
     * order as {@link Shortfall#NEAREST_FIRST}, then the first written pattern.
     */
    long place(int failedRequirements) {
        Step step = first == Step.TIME && failedRequirements > 0 ? Step.REQUIREMENT : first;
        long order =
                (long) (failures + failedRequirements) * Step.values().length + (Step.TIME.ordinal() - step.ordinal());
        return order << Integer.SIZE | pattern;
    }

    long place(Attributes attributes) {
        int failed = 0;
        for (Requirement requirement : requirements) {
            if (!requirement.isMetBy(attributes)) {
                failed++;
            }
        }
        return place(failed);
    }

    /** The place that it cannot beat, whatever the requirements say. */
    long bestPlace() {
        return place(0);
    }
}
