package dev.gatehouse.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers of names, found without boxing or chasing entries. */
final class Names {
    private final @Nullable String[] names;
    private final int[] numbers;
    private final int otherwise;

    /** These names; any other one has the number {@code otherwise}. */
    Names(Map<String, Integer> numbered, int otherwise) {
        this.otherwise = otherwise;
        int slots = Integer.highestOneBit(Math.max(1, numbered.size())) * 4;
        names = new String[slots];
        numbers = new int[slots];
        numbered.forEach((name, number) -> {
            int slot = slotOf(name, slots - 1);
            while (names[slot] != null) {
                slot = (slot + 1) & (slots - 1);
            }
            names[slot] = name;
            numbers[slot] = number;
        });
    }

    int of(String name) {
        int mask = names.length - 1;
        for (int slot = slotOf(name, mask); ; slot = (slot + 1) & mask) {
            String there = names[slot];
            if (there == null) {
                return otherwise;
            }
            if (there.equals(name)) {
                return numbers[slot];
            }
        }
    }

    // Names that are counted through have neighbouring hashes; spread them, or they all stand in one row.
    private static int slotOf(String name, int mask) {
        int spread = name.hashCode() * 0x9E3779B9;
        return (spread ^ (spread >>> 16)) & mask;
    }
}
