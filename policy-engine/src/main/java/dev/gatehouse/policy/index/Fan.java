package dev.gatehouse.policy.index;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways on from a state, by the next segment. Where they lead is worked out when somebody first goes there.
 *
 * <p>Targets are written without a lock. A thread that does not see one yet works it out again and finds the
 * same state; states are frozen before they are stored, so that whoever sees one sees all of it.
 */
final class Fan {
    /** Up to here, comparing with each literal is quicker than hashing the segment. */
    private static final int FEW = 4;

    private static final int OTHER = -1;

    private final Places places;
    private final @Nullable String[] literals;
    private final @Nullable State[] targets;
    private final boolean hashed;
    private @Nullable State other;
    private @Nullable State slash;

    Fan(Places places, Set<String> meanings) {
        this.places = places;
        hashed = meanings.size() > FEW;
        int slots = hashed ? Integer.highestOneBit(2 * meanings.size()) * 2 : meanings.size();
        literals = new String[slots];
        targets = new State[slots];
        int next = 0;
        for (String meaning : meanings) {
            int slot = hashed ? hash(meaning, 0, meaning.length()) & (slots - 1) : next++;
            while (literals[slot] != null) {
                slot = (slot + 1) & (slots - 1);
            }
            literals[slot] = meaning;
        }
    }

    Places places() {
        return places;
    }

    /** Where the segment between these characters leads, null when nobody went there yet; it has no escapes. */
    @Nullable
    State known(String text, int from, int to) {
        if (from == to) {
            return slash;
        }
        int slot = slotOf(text, from, to);
        return slot == OTHER ? other : targets[slot];
    }

    Places placesAfter(String text, int from, int to) {
        if (from == to) {
            return places.afterSlash();
        }
        int slot = slotOf(text, from, to);
        String literal = slot == OTHER ? null : literals[slot];
        return literal == null ? places.afterOther() : places.after(literal);
    }

    void learn(String text, int from, int to, State target) {
        if (from == to) {
            slash = target;
            return;
        }
        int slot = slotOf(text, from, to);
        if (slot == OTHER) {
            other = target;
        } else {
            targets[slot] = target;
        }
    }

    private int slotOf(String text, int from, int to) {
        int length = to - from;
        if (!hashed) {
            for (int slot = 0; slot < literals.length; slot++) {
                if (isAt(slot, text, from, length)) {
                    return slot;
                }
            }
            return OTHER;
        }
        int mask = literals.length - 1;
        for (int slot = hash(text, from, to) & mask; literals[slot] != null; slot = (slot + 1) & mask) {
            if (isAt(slot, text, from, length)) {
                return slot;
            }
        }
        return OTHER;
    }

    private boolean isAt(int slot, String text, int from, int length) {
        String literal = literals[slot];
        return literal != null && literal.length() == length && text.regionMatches(from, literal, 0, length);
    }

    private static int hash(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash ^ (hash >>> 15);
    }
}
