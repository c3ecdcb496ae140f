package dev.gatehouse.policy.index;

import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.Segments;

/**
 * An index made ahead and laid out in one array, for the way of a call: a segment costs a line or two of memory
 * however many templates there are. Immutable.
 *
 * <p>A state is the position of its first cell: outcome, where any other segment leads, where the empty segment
 * after a trailing slash leads, how many slots follow. A slot holds the hash of a literal, where its text begins
 * among all texts, and where it leads. Slots form a hash table with at least one empty slot, or are just one.
 */
public final class PathAutomaton {
    static final int DEAD = -1;

    static final int OTHER = 1;
    static final int SLASH = 2;
    static final int SLOTS = 3;
    static final int HEAD = 4;

    static final int HASH = 0;
    static final int TEXT = 1;
    static final int TARGET = 2;
    static final int SLOT = 3;

    static final int NO_TEXT = -1;

    /** The number of slots of a state that every segment leads back to. */
    static final int SETTLED = -1;

    /** What follows each text; no segment holds it. */
    static final byte END_OF_TEXT = '/';

    private final int[] cells;
    private final byte[] texts;
    private final int[][] endsOfOutcome;

    PathAutomaton(int[] cells, byte[] texts, int[][] endsOfOutcome) {
        this.cells = cells;
        this.texts = texts;
        this.endsOfOutcome = endsOfOutcome;
    }

    /** How many outcomes there are; they count from 0. */
    public int outcomes() {
        return endsOfOutcome.length;
    }

    /** The ends that every path of this outcome reaches, from low to high; not to be changed. */
    public int[] endsAt(int outcome) {
        return endsOfOutcome[outcome];
    }

    /**
     * A number for the path: the same whenever the same templates match, {@link PathIndex#NO_MATCH} when none
     * does. These numbers are not those of the index.
     */
    public int outcomeOf(CanonicalPath path) {
        String value = path.value();
        return outcomeOf(value.indexOf('%') < 0 ? value : Segments.meaningOf(value));
    }

    private int outcomeOf(String text) {
        int length = text.length();
        int state = 0;
        int from = 1;
        for (int slots = cells[SLOTS]; slots != SETTLED; slots = cells[state + SLOTS]) {
            if (from == length) {
                return outcomeAt(cells[state + SLASH]);
            }
            int end;
            if (slots == 1) {
                end = endOf(cells[state + HEAD + TEXT], text, from, length);
                if (end >= 0) {
                    state = cells[state + HEAD + TARGET];
                } else {
                    state = cells[state + OTHER];
                    end = text.indexOf('/', from);
                    end = end < 0 ? length : end;
                }
            } else {
                int hash = 0;
                for (end = from; end < length; end++) {
                    char c = text.charAt(end);
                    if (c == '/') {
                        break;
                    }
                    hash = 31 * hash + c;
                }
                state = target(state, slots - 1, hash, text, from, end);
            }
            if (end == length || state < 0) {
                return outcomeAt(state);
            }
            from = end + 1;
        }
        return cells[state];
    }

    /** Where the segment ends if it is this text, else -1. */
    private int endOf(int begin, String text, int from, int length) {
        int known = begin;
        for (int i = from; i < length; i++, known++) {
            char c = text.charAt(i);
            if (texts[known] != c) {
                return -1;
            }
            if (c == END_OF_TEXT) {
                return i;
            }
        }
        return texts[known] == END_OF_TEXT ? length : -1;
    }

    private int outcomeAt(int state) {
        return state == DEAD ? PathIndex.NO_MATCH : cells[state];
    }

    private int target(int state, int mask, int hash, String text, int from, int end) {
        int slot = spread(hash) & mask;
        while (mask >= 0) {
            int cell = state + HEAD + SLOT * slot;
            int begin = cells[cell + TEXT];
            if (begin == NO_TEXT) {
                break;
            }
            if (cells[cell + HASH] == hash && isText(begin, text, from, end)) {
                return cells[cell + TARGET];
            }
            slot = (slot + 1) & mask;
        }
        return cells[state + OTHER];
    }

    private boolean isText(int begin, String text, int from, int end) {
        int known = begin;
        for (int i = from; i < end; i++, known++) {
            if (texts[known] != text.charAt(i)) {
                return false;
            }
        }
        return texts[known] == END_OF_TEXT;
    }

    static int hash(String literal) {
        int hash = 0;
        for (int i = 0; i < literal.length(); i++) {
            hash = 31 * hash + literal.charAt(i);
        }
        return hash;
    }

    // Literals that are counted through have neighbouring hashes.
    static int spread(int hash) {
        int spread = hash * 0x9E3779B9;
        return spread ^ (spread >>> 16);
    }
}
