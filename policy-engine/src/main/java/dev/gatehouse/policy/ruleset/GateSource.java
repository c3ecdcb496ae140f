package dev.gatehouse.policy.ruleset;

import java.util.List;

/**
 * An exception to the lattice as written; {@code expires} is a date or a moment in UTC, {@code position} the
 * place in the operator's files, empty when there is none.
 */
public record GateSource(
        String from, String to, List<String> requests, String owner, String reason, String expires, String position) {

    public GateSource {
        requests = List.copyOf(requests);
    }

    /** A gate that was written nowhere. */
    public GateSource(String from, String to, List<String> requests, String owner, String reason, String expires) {
        this(from, to, requests, owner, reason, expires, "");
    }
}
