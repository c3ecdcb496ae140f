package dev.gatehouse.gateway.differential;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.ConfigResult;
import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.gateway.config.ProblemPrinter;
import dev.gatehouse.gateway.wiring.GatehouseServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole gateway, with two routes and two backends for each case: one that must take the filter path, one that may not. */
final class Gateway implements AutoCloseable {
    private final Map<String, ScriptedBackend> backends = new HashMap<>();
    private final Generation generation;
    private final GatehouseServer server;
    private final Ground ground;

    Gateway(Path folder, List<Case> cases, Ground ground) throws IOException {
        this.ground = ground;
        StringBuilder routes = new StringBuilder(ground.configuration(folder)).append("routes:\n");
        for (Case each : cases) {
            for (Lane lane : Lane.values()) {
                ScriptedBackend backend = new ScriptedBackend(ground.listen(each));
                backends.put(key(each, lane), backend);
                routes.append(route(each, lane, backend.port()));
            }
        }
        Path file = folder.resolve("gatehouse.yaml");
        Files.writeString(file, routes);
        ConfigResult result = new ConfigLoader().load(file);
        generation = result.generation().orElseThrow(() -> new AssertionError(ProblemPrinter.print(result.problems())));
        server = GatehouseServer.start(generation);
    }

    /** A new connection of a client. */
    Socket connect() throws IOException {
        return ground.connect(server.port("door"));
    }

    ScriptedBackend backend(Case asked, Lane lane) {
        return backends.get(key(asked, lane));
    }

    /** Which path the case takes on this lane, in the words that an operator reads. */
    String path(Case asked, Lane lane) {
        return generation.routes().routes().stream()
                .filter(route -> route.id().equals(key(asked, lane)))
                .findFirst()
                .orElseThrow()
                .forwarding()
                .describe();
    }

    private static String key(Case asked, Lane lane) {
        return asked.name() + "-" + lane;
    }

    private String route(Case asked, Lane lane, int port) {
        Map<String, String> metadata = new HashMap<>(asked.metadata());
        metadata.putIfAbsent("identity", ground.identity());
        if (lane == Lane.FILTER) {
            metadata.put("path", "filter");
        }
        return "  - { id: " + key(asked, lane) + ", uri: \"" + ground.scheme() + "://127.0.0.1:" + port
                + "\", predicates: "
                + quoted(Stream.concat(Stream.of("Host=HOST"), asked.predicates().stream())
                        .map(predicate -> lane.address(predicate, asked.name())))
                + ", filters: " + quoted(asked.filters().stream())
                + ", metadata: {"
                + metadata.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", "))
                + "} }\n";
    }

    private static String quoted(Stream<String> texts) {
        // A filter in its long form is YAML already.
        return texts.map(text -> text.startsWith("{") ? text : "'" + text.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public void close() throws IOException {
        server.stop();
        for (ScriptedBackend backend : backends.values()) {
            backend.close();
        }
    }
}
