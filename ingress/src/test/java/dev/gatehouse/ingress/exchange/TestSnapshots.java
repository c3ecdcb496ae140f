package dev.gatehouse.ingress.exchange;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.admission.TrustedProxies;
import dev.gatehouse.ingress.forward.FastRoute;
import dev.gatehouse.ingress.forward.RetryRule;
import dev.gatehouse.ingress.identity.ContextHeader;
import dev.gatehouse.ingress.identity.TokenVerifier;
import dev.gatehouse.ingress.route.Forwarding;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RoutePredicate;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.ingress.snapshot.Recording;
import dev.gatehouse.ingress.snapshot.Snapshot;
import dev.gatehouse.ingress.tls.TrustBundles;
import dev.gatehouse.ingress.upstream.Endpoint;
import dev.gatehouse.ingress.upstream.PoolLimits;
import dev.gatehouse.ingress.upstream.Upstream;
import dev.gatehouse.ingress.upstream.UpstreamClients;
import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.PolicyEngine;
import dev.gatehouse.policy.ruleset.DomainSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.PolicySource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Generations for tests: everything is open to everybody, but for {@code /vault}, which is denied, and
 * {@code /nowhere}, which no route takes. {@code /ws} takes WebSockets.
 */
public final class TestSnapshots {
    private static final Forwarding NONE = () -> "nowhere";
    private static final Upstream UPSTREAM =
            Upstream.of("unused", Optional.empty(), new Endpoint("http", "localhost", 1));

    // Never asked for a client: the filter paths of these tests answer by themselves.
    private static final UpstreamClients NO_CLIENTS = new UpstreamClients(
            Optional.empty(),
            TrustBundles.none(),
            useNative -> {
                throw new AssertionError("no loops in tests without clients");
            },
            PoolLimits.defaults(),
            Clock.systemUTC());

    private TestSnapshots() {}

    public static Snapshot open() {
        return of(List.of(
                route("vault", "vault", false, path -> path.startsWith("/vault")),
                route("ws", "", true, path -> path.startsWith("/ws")),
                route("rest", "", false, path -> !path.startsWith("/nowhere"))));
    }

    /** The same, by the fast path to this backend. */
    public static Snapshot fast(UpstreamClients clients, Upstream upstream) {
        FastRoute forwarding = new FastRoute(
                List.of(),
                List.of(),
                RetryRule.never(),
                0,
                Duration.ofSeconds(2),
                FastRoute.RESPONSE_TIMEOUT,
                head -> Map.of());
        List<Route> routes = open().routes().routes().stream()
                .map(route -> new Route(
                        route.id(),
                        route.order(),
                        route.predicates(),
                        route.pathTemplate(),
                        route.service(),
                        upstream,
                        route.webSocket(),
                        forwarding))
                .toList();
        return of(routes, clients);
    }

    public static Snapshot of(List<Route> routes) {
        return of(routes, NO_CLIENTS);
    }

    private static Snapshot of(List<Route> routes, UpstreamClients clients) {
        CompiledPolicy policy = policy();
        return new Snapshot(
                7,
                policy.engine().hash(),
                new RouteTable(routes),
                policy.engine(),
                policy.identities(),
                new TokenVerifier(List.of(), Clock.systemUTC()),
                TrustedProxies.none(),
                new ContextHeader(new byte[32], List.of(), System::currentTimeMillis),
                clients,
                Recording.nothing());
    }

    /** The same generation, which has this recorded. */
    static Snapshot recording(Snapshot other, Recording recording) {
        return new Snapshot(
                other.generation(),
                other.hash(),
                other.routes(),
                other.policy(),
                other.identities(),
                other.tokens(),
                other.trustedProxies(),
                other.context(),
                other.clients(),
                recording);
    }

    /** The same generation, with another judge. */
    public static Snapshot judgedBy(Snapshot other, Function<AccessRequest, Decision> judge) {
        PolicyEngine engine = new PolicyEngine() {
            @Override
            public Decision decide(AccessRequest request) {
                return judge.apply(request);
            }

            @Override
            public String hash() {
                return "other";
            }
        };
        return new Snapshot(
                other.generation() + 1,
                engine.hash(),
                other.routes(),
                engine,
                other.identities(),
                other.tokens(),
                other.trustedProxies(),
                other.context(),
                other.clients(),
                other.recording());
    }

    public static Route route(String id, String service, boolean webSocket, Predicate<String> path) {
        return new Route(id, 0, List.of(onPath(path)), "/" + id + "/**", service, UPSTREAM, webSocket, NONE);
    }

    public static RoutePredicate onPath(Predicate<String> path) {
        return new RoutePredicate() {
            @Override
            public boolean test(RequestHead head) {
                return path.test(head.path().value());
            }

            @Override
            public String describe() {
                return "path";
            }
        };
    }

    private static CompiledPolicy policy() {
        IdentitySource vault = new IdentitySource("spiffe://test.example/vault", null, "secret", List.of(), null);
        PolicySource source = new PolicySource(
                List.of("public", "secret"),
                List.of(),
                Map.of("test.example", new DomainSource(null)),
                Set.of(),
                Map.of("vault", vault),
                List.of(),
                List.of());
        return PolicyCompiler.compile(source, Instant.EPOCH).compiled().orElseThrow();
    }
}
