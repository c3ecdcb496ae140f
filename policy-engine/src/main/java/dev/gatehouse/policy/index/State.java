package dev.gatehouse.policy.index;

/** What is known of a path after some of its segments: the ends reached so far, and the ways on. */
record State(int number, int outcome, int[] ends, Fan fan) {}
