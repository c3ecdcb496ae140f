package dev.gatehouse.gateway.differential;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cases that the filter path answers otherwise, each by a fault of Spring Cloud Gateway or of the client under it.
 *
 * <p>What is right for such a case is asked of the fast path alone. A difference that is listed and not there any
 * more fails its test, so that the list stays true.
 */
final class KnownDifferences {
    private static final String SOCKET = "Spring Cloud Gateway answers 101 before it has asked the backend";

    private static final String NO_TRAILERS =
            "Spring Cloud Gateway hands on the body of a request without its trailers";
    private static final String HINTS =
            "reactor-netty's client takes 103 for the answer, so interim responses are dropped";

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("status-304-with-length", "reactor-netty's server drops the length of a 304"),
            Map.entry("h2-request-trailers", NO_TRAILERS),
            Map.entry("h2-early-hints", HINTS),
            Map.entry("request-trailers", NO_TRAILERS),
            Map.entry(
                    "continue-is-refused",
                    "reactor-netty's server says 100 when the body is read, not when the backend does"),
            Map.entry("early-hints", HINTS),
            Map.entry("early-hints-before-a-204", HINTS),
            Map.entry("several-early-hints", HINTS),
            Map.entry("early-hints-and-the-next-request", HINTS),
            Map.entry(
                    "retry-keeps-the-prefix",
                    "Spring Cloud Gateway takes the prefix of the first try for that of the second"),
            Map.entry(
                    "add-request-parameter-beside-odd-ones",
                    "Spring Cloud Gateway escapes a query again that has an escape and a value with an equals sign"),
            Map.entry(
                    "add-request-parameter-that-needs-escapes-beside-escapes",
                    "Spring Cloud Gateway fails where a parameter must be escaped and the query already is"),
            Map.entry(
                    "add-request-parameter-from-a-path-that-holds-delimiters",
                    "Spring Cloud Gateway lets a path say more parameters than the filter names"),
            Map.entry("websocket-ping-goes-through", "reactor-netty answers pings itself, and nobody asks the backend"),
            Map.entry(
                    "websocket-key-and-origin-are-the-clients", "reactor-netty's client makes a handshake of its own"),
            Map.entry("websocket-protocol-is-chosen-by-the-backend", SOCKET),
            Map.entry("websocket-refused-by-the-backend", SOCKET),
            Map.entry("reason-and-unknown-status", "reactor-netty's server writes reasons of its own"),
            Map.entry("response-trailers", "Spring Cloud Gateway takes Trailer for a field of one hop"));

    private KnownDifferences() {}

    static Set<String> names() {
        return REASONS.keySet();
    }

    static Optional<String> reason(Case asked) {
        return Optional.ofNullable(REASONS.get(asked.name()));
    }
}
