package dev.gatehouse.gateway.config;

import dev.gatehouse.ingress.upstream.Balance;
import dev.gatehouse.ingress.upstream.Endpoint;
import dev.gatehouse.ingress.upstream.Protocol;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code upstreams}: the endpoints behind {@code lb://NAME}. */
final class UpstreamReader {
    private static final List<String> KEYS = List.of("endpoints", "balance", "protocol");
    private static final List<String> PROTOCOLS = List.of("http1", "http2");
    private static final List<String> BALANCES = List.of("round-robin", "least-loaded");

    private final Written written;

    UpstreamReader(Written written) {
        this.written = written;
    }

    void read(Value value) {
        value.mapping("upstreams").ifPresent(section -> section.entries().forEach(this::upstream));
    }

    private void upstream(String name, Value value) {
        if (written.upstreams.containsKey(name)) {
            value.error("upstream `" + name + "` is defined in two files", "an upstream is defined once");
            return;
        }
        Optional<Section> section = value.section("upstream `" + name + "`", KEYS);
        List<Endpoint> endpoints = section.flatMap(upstream -> upstream.need("endpoints"))
                .map(UpstreamReader::endpoints)
                .orElse(List.of());
        // Kept without endpoints, too, so that a route that names it is not told that it is unknown.
        written.upstreams.put(
                name,
                new UpstreamSource(
                        endpoints,
                        section.flatMap(upstream -> upstream.get("balance"))
                                .flatMap(UpstreamReader::balance)
                                .orElse(Balance.ROUND_ROBIN),
                        section.flatMap(upstream -> upstream.get("protocol"))
                                .flatMap(UpstreamReader::protocol)
                                .orElse(Protocol.HTTP_1_1),
                        value));
    }

    private static List<Endpoint> endpoints(Value value) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Value item : value.items("endpoints")) {
            item.text("endpoints").flatMap(text -> endpoint(text, item)).ifPresent(endpoints::add);
        }
        if (value.isSequence() && value.items("endpoints").isEmpty()) {
            value.error("`endpoints` is an empty list", "name at least one, as in `https://10.0.0.11:8443`");
        }
        return endpoints;
    }

    /** The endpoint that a URI names, which has no path of its own. */
    static Optional<Endpoint> endpoint(String text, Value where) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean isPlainHost = uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
            if (isPlainHost && List.of("http", "https", "ws", "wss").contains(scheme)) {
                boolean isTls = scheme.equals("https") || scheme.equals("wss");
                int port = uri.getPort() >= 0 ? uri.getPort() : isTls ? 443 : 80;
                if (port > 0 && port <= 65_535) {
                    return Optional.of(new Endpoint(isTls ? "https" : "http", uri.getHost(), port));
                }
            }
        } catch (URISyntaxException e) {
            // Reported below, with the other texts that are no endpoint.
        }
        where.error(
                "`" + text + "` is not an endpoint",
                "write scheme, host and port alone, as in `https://10.0.0.11:8443`");
        return Optional.empty();
    }

    private static Optional<Balance> balance(Value value) {
        return value.text("balance").flatMap(text -> {
            if (!BALANCES.contains(text)) {
                value.error("unknown balance `" + text + "`", Suggestion.of(text, BALANCES, "known ones"));
                return Optional.empty();
            }
            return Optional.of(text.equals("round-robin") ? Balance.ROUND_ROBIN : Balance.LEAST_LOADED);
        });
    }

    private static Optional<Protocol> protocol(Value value) {
        return value.text("protocol").flatMap(text -> {
            if (!PROTOCOLS.contains(text)) {
                value.error("unknown protocol `" + text + "`", Suggestion.of(text, PROTOCOLS, "known ones"));
                return Optional.empty();
            }
            return Optional.of(text.equals("http2") ? Protocol.HTTP_2 : Protocol.HTTP_1_1);
        });
    }
}
