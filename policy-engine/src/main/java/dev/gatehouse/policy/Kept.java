package dev.gatehouse.policy;

/** Something that was worked out for a key and is kept in a {@link Table}; immutable. */
abstract class Kept {
    private final long key;

    Kept(long key) {
        this.key = key;
    }

    final long key() {
        return key;
    }

    /** How much room it takes up, 1 for the smallest. */
    abstract int weight();
}
