package dev.gatehouse.policy;

import org.jspecify.annotations.Nullable;

/**
 * The verdicts that were worked out so far, by their keys. When they weigh too much, all are forgotten and those
 * that are asked for come back.
 *
 * <p>Reading takes no lock. A reader that misses what another thread just stored works the same verdict out
 * again; verdicts are immutable, so whoever sees one sees all of it.
 */
final class Verdicts {
    private static final int FIRST_LENGTH = 8;

    private final int mostWeight;
    private @Nullable Verdict[] slots = new Verdict[FIRST_LENGTH];
    private int count;
    private int weight;

    Verdicts(int mostWeight) {
        this.mostWeight = mostWeight;
    }

    @Nullable
    Verdict get(long key) {
        @Nullable Verdict[] read = slots;
        int mask = read.length - 1;
        for (int slot = slotOf(key, mask); ; slot = (slot + 1) & mask) {
            Verdict there = read[slot];
            if (there == null || there.key() == key) {
                return there;
            }
        }
    }

    synchronized void put(Verdict verdict) {
        if (get(verdict.key()) != null) {
            return;
        }
        if (weight + verdict.weight() > mostWeight) {
            slots = new Verdict[FIRST_LENGTH];
            count = 0;
            weight = 0;
        }
        if (2 * (count + 1) > slots.length) {
            grow();
        }
        place(verdict, slots);
        count++;
        weight += verdict.weight();
    }

    private void grow() {
        @Nullable Verdict[] larger = new Verdict[2 * slots.length];
        for (Verdict verdict : slots) {
            if (verdict != null) {
                place(verdict, larger);
            }
        }
        slots = larger;
    }

    private static void place(Verdict verdict, @Nullable Verdict[] slots) {
        int mask = slots.length - 1;
        int slot = slotOf(verdict.key(), mask);
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = verdict;
    }

    private static int slotOf(long key, int mask) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    }
}
