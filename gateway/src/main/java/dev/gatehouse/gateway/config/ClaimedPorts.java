package dev.gatehouse.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ports that the process will open, so that two who want the same one are told before it starts. */
final class ClaimedPorts {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    private final List<Claim> claims = new ArrayList<>();

    private record Claim(String owner, String host, int port, String site) {
        /** Port 0 is a free port, a different one each time; one address for all is in the way of each. */
        boolean clashesWith(String otherHost, int otherPort) {
            return port == otherPort
                    && port != 0
                    && (host.equals(otherHost) || EVERYWHERE.contains(host) || EVERYWHERE.contains(otherHost));
        }
    }

    /** Takes the port for its owner, or reports who has it. */
    void claim(String owner, String host, int port, Value where) {
        Optional<Claim> first =
                claims.stream().filter(claim -> claim.clashesWith(host, port)).findFirst();
        first.ifPresent(other ->
                where.error(owner + " takes port " + port + ", as " + other.owner() + " does", "see " + other.site()));
        if (first.isEmpty()) {
            Problems.Place place = where.place();
            claims.add(new Claim(owner, host, port, place.file().name() + ":" + place.line()));
        }
    }
}
