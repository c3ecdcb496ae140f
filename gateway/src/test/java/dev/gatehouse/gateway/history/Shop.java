package dev.gatehouse.gateway.history;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.route.RoutePredicate;
import dev.gatehouse.ingress.route.RouteTable;
import dev.gatehouse.ingress.upstream.Endpoint;
import dev.gatehouse.ingress.upstream.Upstream;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.DomainSource;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A candidate for tests: web, checkout and ledger, with the rules of the ledger to be filled in. */
final class Shop {
    static final String WEB = "spiffe://acme.example/web";
    static final String CHECKOUT = "spiffe://acme.example/checkout";

    private static final Upstream UPSTREAM =
            Upstream.of("unused", Optional.empty(), new Endpoint("http", "localhost", 1));

    private final List<RuleSource> allow = new ArrayList<>();
    private final List<RuleSource> deny = new ArrayList<>();
    private final List<GateSource> gates = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private @Nullable String mode;
    private String ledgerLevel = "internal";
    private List<String> compartments = List.of();

    Shop allow(String name, String from, String request) {
        return allow(name, from, request, Map.of());
    }

    Shop allow(String name, String from, String request, Map<String, Condition> when) {
        allow.add(new RuleSource(name, List.of(from), List.of(request), when, null, null));
        return this;
    }

    Shop deny(String name, String from, String request, Map<String, Condition> when, @Nullable String during) {
        deny.add(new RuleSource(name, List.of(from), List.of(request), when, during, null));
        return this;
    }

    Shop audit() {
        mode = "audit";
        return this;
    }

    Shop restrictedLedger() {
        ledgerLevel = "restricted";
        return this;
    }

    Shop checkoutInCompartment(String compartment) {
        compartments = List.of(compartment);
        return this;
    }

    Shop gate(String from, String request, String expires) {
        gates.add(new GateSource(from, "ledger", List.of(request), "pay", "PAY-1", expires));
        return this;
    }

    Shop route(String id, String service, Set<String> looksAt, Predicate<RequestHead> takes) {
        RoutePredicate predicate = new RoutePredicate() {
            @Override
            public boolean test(RequestHead head) {
                return takes.test(head);
            }

            @Override
            public String describe() {
                return id;
            }

            @Override
            public Set<String> looksAt() {
                return looksAt;
            }
        };
        routes.add(new Route(id, 0, List.of(predicate), "/**", service, UPSTREAM, false, () -> "nowhere"));
        return this;
    }

    CompiledPolicy policy() {
        PolicySource source = new PolicySource(
                List.of("public", "internal", "restricted"),
                compartments,
                Map.of("acme.example", new DomainSource(null)),
                Set.of(),
                Map.of(
                        "web", new IdentitySource(WEB, null, "internal", List.of(), "public"),
                        "checkout", new IdentitySource(CHECKOUT, null, "internal", compartments, null),
                        "ledger",
                                new IdentitySource("spiffe://acme.example/ledger", null, ledgerLevel, List.of(), null)),
                List.of(new RulesetSource("ledger", mode, allow, deny)),
                gates);
        return PolicyCompiler.compile(source, Calls.NOON)
                .compiled()
                .orElseThrow(() -> new AssertionError(
                        PolicyCompiler.compile(source, Calls.NOON).problems()));
    }

    RouteTable table() {
        if (routes.isEmpty()) {
            route("ledger", "ledger", Set.of(), head -> true);
        }
        return new RouteTable(routes);
    }

    Candidate candidate() {
        return new Candidate(table(), policy());
    }

    Foreseen foresees(Calls calls) {
        return candidate().foresee(calls.call());
    }
}
