package dev.gatehouse.gateway.differential;

import java.util.Map;
import java.util.Optional;

/**
 * The cases that the filter path answers otherwise, each by a fault of Spring Cloud Gateway or of the client under it.
 *
 * <p>What is right for such a case is asked of the fast path alone. A difference that is listed and not there any
 * more fails its test, so that the list stays true.
 */
final class KnownDifferences {
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("nothing-is-added", "reactor-netty's client adds Accept and User-Agent where there are none"),
            Map.entry("response-fields-of-one-hop", "Spring Cloud Gateway lets Proxy-Connection through"),
            Map.entry("status-304-with-length", "reactor-netty's server drops the length of a 304"),
            Map.entry("request-trailers", "Spring Cloud Gateway hands on the body of a request without its trailers"),
            Map.entry("target-with-an-empty-query", "Spring Cloud Gateway drops a query that is empty"));

    private KnownDifferences() {}

    static Optional<String> reason(Case asked) {
        return Optional.ofNullable(REASONS.get(asked.name()));
    }
}
