package dev.gatehouse.policy.analysis.reach;

/** One call of a chain. */
public record Hop(String caller, String service, Way way) {

    /** Who calls whom. */
    public String ends() {
        return caller + " -> " + service;
    }
}
