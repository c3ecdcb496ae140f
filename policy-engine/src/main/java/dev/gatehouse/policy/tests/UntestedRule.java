package dev.gatehouse.policy.tests;

/** A rule that decided no test; {@code position} is where it is written, empty when nobody said. */
public record UntestedRule(String service, String rule, String position) {}
