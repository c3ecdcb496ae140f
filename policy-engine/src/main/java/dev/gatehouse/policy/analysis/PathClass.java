package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.path.CanonicalPath;

/** Paths that the same templates match: the shortest of them, and the ends of their index that they reach. */
public record PathClass(CanonicalPath shortest, int[] ends) {}
