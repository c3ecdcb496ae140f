package dev.gatehouse.policy.ruleset;

import java.util.List;

/** An exception to the lattice as written; {@code expires} is a date or a moment in UTC. */
public record GateSource(String from, String to, List<String> requests, String owner, String reason, String expires) {

    public GateSource {
        requests = List.copyOf(requests);
    }
}
