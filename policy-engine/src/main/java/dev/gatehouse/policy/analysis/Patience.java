package dev.gatehouse.policy.analysis;

/** How many more classes of calls are looked at before a question about a whole policy is given up. */
final class Patience {
    private long left;

    Patience(long classes) {
        left = classes;
    }

    /** Takes one, and says whether there was one. */
    boolean lasts() {
        return left-- > 0;
    }
}
