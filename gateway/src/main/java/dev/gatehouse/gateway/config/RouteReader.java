package dev.gatehouse.gateway.config;

import dev.gatehouse.gateway.filters.Definition;
import dev.gatehouse.gateway.filters.RouteSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code routes} in Spring Cloud Gateway's own form, shortcut and long; what is ours stands under
 * {@code metadata}.
 */
final class RouteReader {
    private static final List<String> KEYS =
            List.of("id", "uri", "order", "predicates", "filters", "metadata", "enabled");
    private static final List<String> OURS =
            List.of("identity", "connect-timeout", "response-timeout", "websocket", "path");

    private final Written written;

    RouteReader(Written written) {
        this.written = written;
    }

    void read(Value value) {
        for (Value item : value.items("routes", written.routesSeen)) {
            written.routesSeen++;
            item.named("route", "id", KEYS).ifPresent(this::route);
        }
    }

    private void route(Section section) {
        Optional<String> id = section.need("id").flatMap(value -> value.name("id"));
        Optional<URI> uri = section.need("uri").flatMap(RouteReader::uri);
        int order = section.get("order").flatMap(RouteReader::order).orElse(0);
        boolean enabled = section.get("enabled")
                .flatMap(value -> Quantities.truth(value, "enabled"))
                .orElse(true);
        List<Definition> predicates = section.need("predicates")
                .map(value -> definitions(value, "predicates"))
                .orElse(List.of());
        List<Definition> filters = section.get("filters")
                .map(value -> definitions(value, "filters"))
                .orElse(List.of());
        Optional<Section> metadata =
                section.get("metadata").flatMap(value -> value.mapping(section.what() + ": metadata"));
        // A key that is nearly one of ours was surely meant to be it.
        metadata.ifPresent(ours -> ours.suspect(OURS));
        String identity = metadata.flatMap(ours -> ours.text("identity")).orElse("");
        if (metadata.flatMap(ours -> ours.get("identity")).isEmpty()
                && !section.isMisspelt("metadata")
                && !metadata.map(ours -> ours.isMisspelt("identity"))
                        .orElse(section.get("metadata").isPresent())) {
            section.self()
                    .error(
                            section.what() + ": `metadata.identity` is missing",
                            "name the identity that the upstream must prove, or say `identity: none`");
        }
        metadata.ifPresent(RouteReader::checkOurs);
        boolean webSocket = metadata.flatMap(ours -> ours.get("websocket"))
                .flatMap(value -> Quantities.truth(value, "websocket"))
                .orElse(uri.map(target -> target.getScheme().startsWith("ws")).orElse(false));
        if (id.isPresent() && uri.isPresent() && enabled && !identity.isEmpty()) {
            RouteSpec spec = new RouteSpec(
                    id.get(),
                    uri.get(),
                    order,
                    predicates,
                    filters,
                    metadata.map(RouteReader::plain).orElse(Map.of()));
            written.routes.add(new RouteSource(spec, identity, webSocket, section));
        }
    }

    private static void checkOurs(Section metadata) {
        metadata.get("connect-timeout")
                .ifPresent(value -> Quantities.wholeNumber(value, "connect-timeout", 1, 600_000));
        metadata.get("response-timeout")
                .ifPresent(value -> Quantities.wholeNumber(value, "response-timeout", 1, 3_600_000));
        metadata.get("path")
                .ifPresent(value -> value.text("path")
                        .filter(path -> !path.equals("filter"))
                        .ifPresent(path -> value.error(
                                "unknown path `" + path + "`", "this version knows `filter`; leave the key out")));
    }

    private static Optional<URI> uri(Value value) {
        return value.text("uri").flatMap(text -> {
            try {
                URI uri = new URI(text);
                boolean hasTarget =
                        uri.getHost() != null || ("lb".equals(uri.getScheme()) && uri.getAuthority() != null);
                if (uri.getScheme() != null && hasTarget) {
                    return Optional.of(uri);
                }
            } catch (URISyntaxException e) {
                // Reported below, with the texts that lack a scheme or a host.
            }
            value.error("`" + text + "` is not a URI of an upstream", "write `https://HOST:PORT` or `lb://NAME`");
            return Optional.empty();
        });
    }

    private static Optional<Integer> order(Value value) {
        return value.text("order").flatMap(text -> {
            if (text.matches("-?[0-9]{1,9}")) {
                return Optional.of(Integer.parseInt(text));
            }
            value.error("`order` must be a whole number", "");
            return Optional.empty();
        });
    }

    private static List<Definition> definitions(Value value, String what) {
        List<Definition> definitions = new ArrayList<>();
        if (what.equals("predicates") && value.isSequence() && value.items(what).isEmpty()) {
            value.error("`predicates` is an empty list", "a route that takes everything says `Path=/**`");
        }
        for (Value item : value.items(what)) {
            // One that cannot be read keeps its place, so that problems of the others point at the right one.
            definitions.add(definition(item, what).orElse(new Definition("", Map.of())));
        }
        return definitions;
    }

    private static Optional<Definition> definition(Value item, String what) {
        if (!item.isMapping()) {
            return item.text(what).map(Definition::ofShortcut);
        }
        return item.section(what, List.of("name", "args")).flatMap(section -> {
            Map<String, String> arguments = new LinkedHashMap<>();
            section.get("args")
                    .flatMap(args -> args.mapping("args"))
                    .map(Section::pointAtKeys)
                    .ifPresent(args -> args.entries().forEach((key, value) -> flatten(key, value, arguments)));
            return section.needText("name").map(name -> new Definition(name, arguments));
        });
    }

    private static void flatten(String key, Value value, Map<String, String> arguments) {
        if (value.hasNothingInIt()) {
            value.error("`" + key + "` has nothing in it", "leave it out, or say what it is");
        } else if (value.isSequence()) {
            int index = 0;
            for (Value item : value.items(key)) {
                flatten(key + "[" + index++ + "]", item, arguments);
            }
        } else if (value.isMapping()) {
            value.mapping(key)
                    .ifPresent(section ->
                            section.entries().forEach((inner, item) -> flatten(key + "." + inner, item, arguments)));
        } else {
            value.text(key).ifPresent(text -> arguments.put(key, text));
        }
    }

    private static Map<String, Object> plain(Section section) {
        Map<String, Object> plain = new HashMap<>();
        section.entries().forEach((key, value) -> plain(key, value).ifPresent(item -> plain.put(key, item)));
        return plain;
    }

    private static Optional<Object> plain(String key, Value value) {
        if (value.isMapping()) {
            return value.mapping(key).map(RouteReader::plain);
        }
        if (value.isSequence()) {
            List<Object> items = new ArrayList<>();
            value.items(key).forEach(item -> plain(key, item).ifPresent(items::add));
            return Optional.of(items);
        }
        return value.text(key).map(text -> text.matches("[0-9]{1,9}") ? (Object) Integer.valueOf(text) : text);
    }
}
