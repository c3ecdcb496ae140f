package dev.gatehouse.policy.trust;

import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.RequestPattern;
import java.time.Instant;
import java.util.List;

/**
 * An exception to the lattice that somebody answers for and that ends by itself.
 *
 * <p>A gate lifts the lattice and nothing else: a rule must still allow the call. {@code position} is where it
 * is written, empty when nobody said.
 */
public record Gate(
        String from,
        String to,
        List<RequestPattern> requests,
        String owner,
        String reason,
        Instant expires,
        String position) {

    public Gate {
        requests = List.copyOf(requests);
    }

    /** Whether the gate stands open for this request at this moment. */
    public boolean lifts(String caller, String service, String method, CanonicalPath path, Instant at) {
        return connects(caller, service)
                && !isExpired(at)
                && requests.stream().anyMatch(pattern -> pattern.matches(method, path));
    }

    /** Whether the gate speaks of this caller and this service at all. */
    public boolean connects(String caller, String service) {
        return from.equals(caller) && to.equals(service);
    }

    public boolean isExpired(Instant at) {
        return !at.isBefore(expires);
    }
}
