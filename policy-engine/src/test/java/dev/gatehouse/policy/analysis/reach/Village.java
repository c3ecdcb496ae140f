package dev.gatehouse.policy.analysis.reach;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Attributes;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.PolicyResult;
import dev.gatehouse.policy.analysis.Situation;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.DomainSource;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.NeverSource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A few services that call each other, so few that every call can be tried. Each {@code with} gives a copy. */
record Village(List<RulesetSource> rulesets, List<GateSource> gates, List<NeverSource> never) {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final List<String> SERVICES = List.of("web", "orders", "ledger");

    static Village empty() {
        return new Village(List.of(), List.of(), List.of());
    }

    Village with(RulesetSource... others) {
        return new Village(List.of(others), gates, never);
    }

    Village with(GateSource... others) {
        return new Village(rulesets, List.of(others), never);
    }

    Village never(List<String> reach, List<String> from, String... exceptThrough) {
        return new Village(
                rulesets, gates, List.of(new NeverSource(reach, from, List.of(exceptThrough), "trust.yaml:70:5")));
    }

    static RulesetSource protect(String service, RuleSource... allow) {
        return new RulesetSource(service, "enforce", List.of(allow), List.of());
    }

    static RuleSource rule(String name, String from, String request, String position) {
        return new RuleSource(name, List.of(from), List.of(request), Map.of(), null, null, position);
    }

    static RuleSource rule(String name, String from, String request, Condition tenant) {
        return new RuleSource(name, List.of(from), List.of(request), Map.of("header.tenant", tenant), null, null, "");
    }

    static GateSource gate(String from, String to) {
        return new GateSource(from, to, List.of("* /**"), "pay-team", "PAY-311", "2027-03-31", "trust.yaml:60:5");
    }

    CompiledPolicy compiled() {
        Map<String, IdentitySource> identities = new LinkedHashMap<>();
        identities.put("web", identity("web", "internal", "public"));
        identities.put("orders", identity("orders", "internal", null));
        identities.put("ledger", identity("ledger", "restricted", null));
        PolicySource source = new PolicySource(
                List.of("public", "internal", "restricted"),
                List.of(),
                Map.of("acme.example", new DomainSource(null)),
                Set.of(),
                identities,
                rulesets,
                gates,
                never);
        PolicyResult result = PolicyCompiler.compile(source, NOW);
        return result.compiled().orElseThrow(() -> new AssertionError(result.problems()));
    }

    private static IdentitySource identity(String name, String level, @Nullable String accepts) {
        return new IdentitySource("spiffe://acme.example/" + name, null, level, List.of(), accepts);
    }

    /** Whether any call of the one to the other is let through: every one that could make a difference is tried. */
    static boolean canCall(CompiledPolicy policy, String caller, String service) {
        Identity from = policy.identities().named(caller).orElseThrow();
        for (Identity principal : policy.identities().all()) {
            for (String method : List.of("GET", "POST")) {
                for (String path : List.of("/", "/a", "/b", "/a/b")) {
                    for (Attributes said : List.of(
                            Situation.silentAt(NOW), Situation.silentAt(NOW).withHeader("tenant", List.of("t")))) {
                        AccessRequest call = AccessRequest.of(
                                        from,
                                        service,
                                        method,
                                        CanonicalPath.from(path).path().orElseThrow(),
                                        NOW)
                                .with(said);
                        if (policy.ruleByRule().decide(call).letsThrough()
                                || policy.ruleByRule()
                                        .decide(call.onBehalfOf(principal.label()))
                                        .letsThrough()) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }
}
