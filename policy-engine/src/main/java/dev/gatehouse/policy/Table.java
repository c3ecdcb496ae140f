package dev.gatehouse.policy;

import org.jspecify.annotations.Nullable;

/**
 * What was worked out so far, by its key. When it weighs too much, all is forgotten, and what is asked for comes
 * back.
 *
 * <p>Reading takes no lock. A reader that misses what another thread just stored works the same out again; what
 * is kept is immutable, so whoever sees it sees all of it.
 */
final class Table<T extends Kept> {
    private static final int FIRST_LENGTH = 8;

    private final long mostWeight;
    private @Nullable Kept[] slots = new Kept[FIRST_LENGTH];
    private int count;
    private long weight;

    Table(long mostWeight) {
        this.mostWeight = mostWeight;
    }

    // Only put() fills the slots, and it takes nothing else.
    @SuppressWarnings("unchecked")
    @Nullable
    T get(long key) {
        @Nullable Kept[] read = slots;
        int mask = read.length - 1;
        for (int slot = slotOf(key, mask); ; slot = (slot + 1) & mask) {
            Kept there = read[slot];
            if (there == null || there.key() == key) {
                return (T) there;
            }
        }
    }

    synchronized void put(T worked) {
        if (get(worked.key()) != null) {
            return;
        }
        if (weight + worked.weight() > mostWeight) {
            slots = new Kept[FIRST_LENGTH];
            count = 0;
            weight = 0;
        }
        if (2 * (count + 1) > slots.length) {
            grow();
        }
        place(worked, slots);
        count++;
        weight += worked.weight();
    }

    private void grow() {
        @Nullable Kept[] larger = new Kept[2 * slots.length];
        for (Kept there : slots) {
            if (there != null) {
                place(there, larger);
            }
        }
        slots = larger;
    }

    private static void place(Kept worked, @Nullable Kept[] slots) {
        int mask = slots.length - 1;
        int slot = slotOf(worked.key(), mask);
        while (slots[slot] != null) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = worked;
    }

    private static int slotOf(long key, int mask) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    }
}
