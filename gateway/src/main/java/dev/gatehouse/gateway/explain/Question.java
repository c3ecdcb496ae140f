package dev.gatehouse.gateway.explain;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that somebody wants to have explained.
 *
 * <p>{@code target} is the path as it is sent, with its query. {@code headers} and {@code claims} have their values
 * by name, several for one that is repeated. {@code client} is empty when nobody knows it. {@code route} is the route that the request is known to have taken,
 * empty when the route table is to be asked. {@code unrecorded} is what nobody knows any more of what the request said.
 */
public record Question(
        String method,
        String target,
        String host,
        Map<String, List<String>> headers,
        Map<String, List<String>> claims,
        Optional<InetAddress> client,
        Instant at,
        Optional<String> route,
        Unrecorded unrecorded) {

    public Question {
        headers = Map.copyOf(headers);
        claims = Map.copyOf(claims);
    }

    /** A request of which all is known. */
    public static Question of(
            String method,
            String target,
            String host,
            Map<String, List<String>> headers,
            Map<String, List<String>> claims,
            InetAddress client,
            Instant at) {
        return new Question(
                method, target, host, headers, claims, Optional.of(client), at, Optional.empty(), Unrecorded.nothing());
    }
}
