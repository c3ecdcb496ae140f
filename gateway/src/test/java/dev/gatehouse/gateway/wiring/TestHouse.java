package dev.gatehouse.gateway.wiring;

import dev.gatehouse.gateway.config.GatewaySettings;
import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.gateway.config.ListenerConfig;
import dev.gatehouse.ingress.admission.Limits;
import dev.gatehouse.ingress.admission.TrustedProxies;
import dev.gatehouse.ingress.identity.TokenVerifier;
import dev.gatehouse.ingress.listener.Transport;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.ingress.snapshot.Recording;
import dev.gatehouse.ingress.tls.ClientAuth;
import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.ingress.tls.Issued;
import dev.gatehouse.ingress.tls.LeafSpec;
import dev.gatehouse.ingress.tls.TrustBundles;
import dev.gatehouse.policy.Attribute;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.identity.TrustDomain;
import dev.gatehouse.policy.ruleset.DomainSource;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import dev.gatehouse.policy.trust.TrustLevel;
import dev.gatehouse.telemetry.event.EventFormat;
import dev.gatehouse.telemetry.trace.TraceSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The certificates, the trust and the settings that the tests share. */
final class TestHouse {
    static final String WEB = "spiffe://acme.example/ns/shop/sa/web";
    static final String CHECKOUT = "spiffe://acme.example/ns/shop/sa/checkout";
    static final String LEDGER = "spiffe://acme.example/ns/pay/sa/ledger";
    static final String GATEWAY = "spiffe://acme.example/ns/edge/sa/gateway";
    static final String PARTNER = "spiffe://partner.example/api";

    final DevelopmentCa acme = DevelopmentCa.create(domain("acme.example"), Clock.systemUTC());
    final DevelopmentCa partner = DevelopmentCa.create(domain("partner.example"), Clock.systemUTC());
    final Issued server = acme.issue(LeafSpec.of().withDns("localhost").withAddresses("127.0.0.1"));
    final Issued gateway = acme.issue(LeafSpec.of(GATEWAY));

    Issued acme(String spiffe) {
        return acme.issue(LeafSpec.of(spiffe));
    }

    private static TrustDomain domain(String name) {
        return TrustDomain.from(name).orElseThrow();
    }

    Generation generation(List<Route> routes, String bootstrap, Duration drain) {
        return generation(routes, bootstrap, drain, 0);
    }

    Generation generation(List<Route> routes, String bootstrap, Duration drain, int port) {
        return generation(routes, settings(bootstrap, drain, port, Optional.empty(), Optional.empty()));
    }

    /** A gateway with a spool on disk, which tells a denial only when it is durable. */
    Generation strictGeneration(List<Route> routes, String bootstrap, Path spool) {
        return generation(routes, settings(bootstrap, Duration.ofSeconds(10), 0, Optional.of(spool), Optional.empty()));
    }

    /** A gateway that keeps every request as a trace. */
    Generation tracedGeneration(List<Route> routes, String bootstrap, URI collector) {
        TraceSettings tracing =
                new TraceSettings(collector, TraceSettings.Protocol.GRPC, 1, Duration.ofSeconds(1), 2048, Map.of());
        return generation(
                routes, settings(bootstrap, Duration.ofSeconds(10), 0, Optional.empty(), Optional.of(tracing)));
    }

    private Generation generation(List<Route> routes, GatewaySettings settings) {
        return new Generation(
                1,
                "test-hash",
                settings,
                new TrustBundles(List.of(acme.bundle(), partner.bundle())),
                new RouteTable(routes),
                policy(),
                new TokenVerifier(List.of(), Clock.systemUTC()),
                List.of(level("public", 0), level("partner", 1), level("internal", 2), level("restricted", 3)),
                new Generation.Size(1, routes.size(), 3, 5));
    }

    private static TrustLevel level(String name, int rank) {
        return new TrustLevel(name, rank);
    }

    private GatewaySettings settings(
            String bootstrap, Duration drain, int port, Optional<Path> spool, Optional<TraceSettings> tracing) {
        ListenerConfig.Tls tls = new ListenerConfig.Tls(server.keyMaterial(), ClientAuth.OPTIONAL);
        return new GatewaySettings(
                List.of(
                        new ListenerConfig("public", "127.0.0.1", port, Optional.of(tls)),
                        new ListenerConfig("plain", "127.0.0.1", 0, Optional.empty())),
                Optional.of(gateway.keyMaterial()),
                new GatewaySettings.Management("127.0.0.1", 0),
                new GatewaySettings.Reporting(
                        "gw-test",
                        bootstrap.isEmpty() ? List.of() : List.of(bootstrap),
                        Map.of(),
                        1,
                        (short) 1,
                        (short) 1,
                        1024,
                        new GatewaySettings.Reporting.Spooling(
                                spool, spool.isPresent() ? 1 << 20 : 64 << 20, Duration.ofMillis(100), 1 << 20),
                        Duration.ofSeconds(1),
                        0,
                        new Recording(true, List.of(new Attribute.Header("x-tenant"))),
                        true,
                        spool.isPresent(),
                        spool.isPresent() ? EventFormat.PROTOBUF : EventFormat.JSON,
                        tracing),
                Limits.defaults(),
                drain,
                TrustedProxies.none(),
                Optional.empty(),
                Transport.usual());
    }

    private static CompiledPolicy policy() {
        PolicySource source = new PolicySource(
                List.of("public", "partner", "internal", "restricted"),
                List.of("payments"),
                Map.of("acme.example", new DomainSource(null), "partner.example", new DomainSource("partner")),
                Set.of(),
                Map.of(
                        "web", new IdentitySource(WEB, null, "internal", List.of(), "public"),
                        "partner", new IdentitySource(PARTNER, null, "partner", List.of(), null),
                        "checkout", new IdentitySource(CHECKOUT, null, "internal", List.of("payments"), null),
                        "ledger", new IdentitySource(LEDGER, null, "restricted", List.of("payments"), null)),
                List.of(
                        new RulesetSource(
                                "web", null, List.of(rule("anybody", "any", "GET /**", "POST /**")), List.of()),
                        new RulesetSource(
                                "ledger",
                                null,
                                List.of(rule("post-entries", "checkout", "POST /ledger/entries")),
                                List.of()),
                        new RulesetSource("checkout", "audit", List.of(), List.of())),
                List.of(new GateSource(
                        "checkout", "ledger", List.of("POST /ledger/entries"), "pay", "PAY-1", "2999-01-01")));
        return PolicyCompiler.compile(source, Instant.now())
                .compiled()
                .orElseThrow(() -> new AssertionError(
                        PolicyCompiler.compile(source, Instant.now()).problems()));
    }

    private static RuleSource rule(String name, String from, String... requests) {
        return new RuleSource(name, List.of(from), List.of(requests), Map.of(), null, null);
    }
}
