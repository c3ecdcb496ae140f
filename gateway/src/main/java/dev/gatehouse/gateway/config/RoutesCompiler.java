package dev.gatehouse.gateway.config;

import dev.gatehouse.gateway.filters.CompiledRoute;
import dev.gatehouse.gateway.filters.RouteCompiler;
import dev.gatehouse.gateway.filters.RouteResult;
import dev.gatehouse.gateway.filters.SpecProblem;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.ingress.upstream.Balance;
import dev.gatehouse.ingress.upstream.Endpoint;
import dev.gatehouse.ingress.upstream.Protocol;
import dev.gatehouse.ingress.upstream.Upstream;
import dev.gatehouse.policy.identity.SpiffeId;
import dev.gatehouse.policy.ruleset.IdentitySource;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds each route to its upstream and to the identity that the upstream must prove. */
final class RoutesCompiler {
    private static final List<String> SCHEMES = List.of("http", "https", "ws", "wss", "lb");

    private final Written written;
    private final Problems problems;
    // Routes that share an upstream share its count of what is in flight.
    private final Map<String, Upstream> upstreams = new HashMap<>();

    RoutesCompiler(Written written, Problems problems) {
        this.written = written;
        this.problems = problems;
    }

    RouteTable compile() {
        List<RouteResult> results = new RouteCompiler()
                .compileAll(written.routes.stream().map(RouteSource::spec).toList());
        Map<String, Section> ids = new HashMap<>();
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            RouteSource source = written.routes.get(i);
            checkId(source, ids);
            for (SpecProblem problem : results.get(i).problems()) {
                String path = source.section().self().path() + "." + problem.path();
                problems.report(path, named(source) + problem.message(), problem.help(), true);
            }
            Optional<Upstream> upstream = upstream(source);
            Optional<CompiledRoute> compiled = results.get(i).compiled();
            if (upstream.isPresent() && compiled.isPresent()) {
                routes.add(route(source, compiled.get(), upstream.get()));
            }
        }
        return new RouteTable(routes);
    }

    private static Route route(RouteSource source, CompiledRoute compiled, Upstream upstream) {
        return new Route(
                source.spec().id(),
                source.spec().order(),
                compiled.predicates(),
                compiled.pathTemplate(),
                source.isNamed() ? source.identity() : "",
                upstream,
                source.webSocket(),
                compiled.forwarding());
    }

    private static void checkId(RouteSource source, Map<String, Section> ids) {
        Section first = ids.putIfAbsent(source.spec().id(), source.section());
        if (first != null) {
            Problems.Place place = first.self().place();
            source.section()
                    .get("id")
                    .orElse(source.section().self())
                    .error(
                            "two routes are called `" + source.spec().id() + "`",
                            "the other is in " + place.file().name() + ":" + place.line());
        }
    }

    private Optional<Upstream> upstream(RouteSource source) {
        Optional<SpiffeId> identity = identity(source);
        if (source.isNamed() && identity.isEmpty()) {
            return Optional.empty();
        }
        URI uri = source.spec().uri();
        Value where = source.section().get("uri").orElse(source.section().self());
        String scheme = uri.getScheme();
        if (!SCHEMES.contains(scheme)) {
            // The compiler of the route itself has said so.
            return Optional.empty();
        }
        Optional<List<Endpoint>> endpoints = scheme.equals("lb") ? balanced(source, uri, where) : single(uri, where);
        if (endpoints.isEmpty() || !provable(source, endpoints.get(), where)) {
            return Optional.empty();
        }
        Optional<UpstreamSource> defined =
                Optional.ofNullable(scheme.equals("lb") ? written.upstreams.get(uri.getAuthority()) : null);
        Balance balance = defined.map(UpstreamSource::balance).orElse(Balance.ROUND_ROBIN);
        Protocol protocol = defined.map(UpstreamSource::protocol).orElse(Protocol.HTTP_1_1);
        if (protocol == Protocol.HTTP_2 && source.webSocket()) {
            where.error(
                    named(source) + "a WebSocket cannot be carried to an upstream with `protocol: http2`",
                    "leave out `websocket: true`, or use an upstream with `protocol: http1`");
            return Optional.empty();
        }
        String name = scheme.equals("lb")
                ? uri.getAuthority()
                : endpoints.get().get(0).toString();
        String key = name + " " + identity.map(SpiffeId::toString).orElse(RouteSource.NO_IDENTITY);
        return Optional.of(upstreams.computeIfAbsent(
                key, ignored -> new Upstream(name, identity, endpoints.get(), balance, protocol)));
    }

    private Optional<SpiffeId> identity(RouteSource source) {
        Value where = metadata(source);
        if (!source.isNamed()) {
            where.warning(
                    named(source) + "the upstream proves no identity, and no ruleset protects it",
                    "name an identity unless anybody may call it");
            return Optional.empty();
        }
        IdentitySource identity = written.identities.get(source.identity());
        if (identity == null) {
            where.error(
                    named(source) + "unknown identity `" + source.identity() + "`",
                    Suggestion.of(source.identity(), written.identities.keySet(), "defined identities"));
            return Optional.empty();
        }
        if (identity.spiffe() == null && problems.isExcused(Section.join("identities", source.identity()))) {
            return Optional.empty();
        }
        if (identity.spiffe() == null) {
            where.error(
                    named(source) + "identity `" + source.identity() + "` has no SPIFFE ID to prove",
                    "give it one: `spiffe: \"spiffe://…\"`");
            return Optional.empty();
        }
        return SpiffeId.from(identity.spiffe()).id();
    }

    private static Value metadata(RouteSource source) {
        return source.section()
                .get("metadata")
                .flatMap(value -> value.mapping("metadata"))
                .flatMap(section -> section.get("identity"))
                .orElse(source.section().self());
    }

    private Optional<List<Endpoint>> balanced(RouteSource source, URI uri, Value where) {
        UpstreamSource upstream = written.upstreams.get(uri.getAuthority());
        if (upstream == null) {
            where.error(
                    named(source) + "unknown upstream `" + uri.getAuthority() + "`",
                    Suggestion.of(uri.getAuthority(), written.upstreams.keySet(), "defined upstreams"));
            return Optional.empty();
        }
        return Optional.of(upstream.endpoints()).filter(endpoints -> !endpoints.isEmpty());
    }

    private static Optional<List<Endpoint>> single(URI uri, Value where) {
        // Spring Cloud Gateway passes over the path of a route's URI, too.
        return UpstreamReader.endpoint(uri.getScheme() + "://" + uri.getAuthority(), where)
                .map(List::of);
    }

    private static boolean provable(RouteSource source, List<Endpoint> endpoints, Value where) {
        if (source.isNamed() && !endpoints.stream().allMatch(Endpoint::isTls)) {
            where.error(
                    named(source) + "without TLS the upstream cannot prove that it is `" + source.identity() + "`",
                    "use `https`, or say `identity: none`");
            return false;
        }
        return true;
    }

    private static String named(RouteSource source) {
        return "route `" + source.spec().id() + "`: ";
    }
}
