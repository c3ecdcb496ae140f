package dev.gatehouse.policy;

/**
 * All that the clauses of a service can tell of a call beside its path, its requirements and the epoch: the class
 * of the caller, how many of the levels that clauses ask for the label reaches, and the method.
 */
record CallKind(int caller, int levels, int method) {}
