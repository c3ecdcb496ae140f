package dev.gatehouse.load;

/**
 * The moments of a run, in the nanoseconds of {@link System#nanoTime()}.
 *
 * @param beginsAt the first request is due
 * @param measuredFrom the warm-up is over
 * @param endsAt no request is due any more
 */
record Window(long beginsAt, long measuredFrom, long endsAt) {

    static Window of(LoadPlan plan, long now) {
        long measuredFrom = now + plan.warmup().toNanos();
        return new Window(now, measuredFrom, measuredFrom + plan.duration().toNanos());
    }
}
