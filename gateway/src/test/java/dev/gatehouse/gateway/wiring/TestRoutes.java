package dev.gatehouse.gateway.wiring;

import dev.gatehouse.gateway.filters.CompiledRoute;
import dev.gatehouse.gateway.filters.Definition;
import dev.gatehouse.gateway.filters.RouteCompiler;
import dev.gatehouse.gateway.filters.RouteSpec;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.upstream.Endpoint;
import dev.gatehouse.ingress.upstream.Upstream;
import dev.gatehouse.policy.identity.SpiffeId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Routes for tests, compiled as the configuration compiles them. */
final class TestRoutes {
    private final RouteCompiler compiler = new RouteCompiler();
    private final List<Route> routes = new ArrayList<>();

    /** A route to a backend that must prove this SPIFFE ID, or need not prove anything. */
    TestRoutes add(
            String id,
            URI backend,
            String service,
            String spiffe,
            Map<String, Object> metadata,
            String... definitions) {
        List<Definition> predicates = new ArrayList<>();
        List<Definition> filters = new ArrayList<>();
        for (String definition : definitions) {
            boolean isPredicate = definition.startsWith("Path=");
            (isPredicate ? predicates : filters).add(read(definition));
        }
        RouteSpec spec = new RouteSpec(id, backend, 0, predicates, filters, metadata);
        CompiledRoute compiled = compiler.compile(spec)
                .compiled()
                .orElseThrow(() -> new AssertionError(compiler.compile(spec).problems()));
        Optional<SpiffeId> identity =
                spiffe.isEmpty() ? Optional.empty() : SpiffeId.from(spiffe).id();
        Upstream upstream =
                Upstream.of(id, identity, new Endpoint(backend.getScheme(), backend.getHost(), backend.getPort()));
        routes.add(new Route(
                id, 0, compiled.predicates(), compiled.pathTemplate(), service, upstream, true, compiled.forwarding()));
        return this;
    }

    /** {@code RequestSize} has no short form in Spring Cloud Gateway; here it has one. */
    private static Definition read(String written) {
        Definition shortcut = Definition.ofShortcut(written);
        return shortcut.name().equals("RequestSize")
                ? new Definition(
                        "RequestSize",
                        Map.of(
                                "maxSize",
                                shortcut.arguments().values().iterator().next()))
                : shortcut;
    }

    List<Route> all() {
        return routes;
    }
}
