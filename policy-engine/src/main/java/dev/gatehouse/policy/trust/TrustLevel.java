package dev.gatehouse.policy.trust;

/** One step of the declared order of trust; rank 0 is the lowest. */
public record TrustLevel(String name, int rank) implements Comparable<TrustLevel> {

    public boolean isBelow(TrustLevel other) {
        return rank < other.rank;
    }

    /** The lower of the two. */
    public TrustLevel meet(TrustLevel other) {
        return other.isBelow(this) ? other : this;
    }

    @Override
    public int compareTo(TrustLevel other) {
        return Integer.compare(rank, other.rank);
    }

    @Override
    public String toString() {
        return name;
    }
}
