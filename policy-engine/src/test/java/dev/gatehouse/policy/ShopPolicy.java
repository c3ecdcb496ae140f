package dev.gatehouse.policy;

import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.DomainSource;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.JwtSource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small shop: who there is and what a test adds to it. Each {@code with} gives a changed copy. */
public record ShopPolicy(Map<String, IdentitySource> identities, List<RulesetSource> rulesets, List<GateSource> gates) {
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    public static final GateSource CHECKOUT_TO_LEDGER =
            new GateSource("checkout", "ledger", List.of("POST /ledger/entries"), "pay-team", "PAY-311", "2027-03-31");

    public static ShopPolicy withoutRules() {
        Map<String, IdentitySource> identities = new LinkedHashMap<>();
        identities.put("anonymous", new IdentitySource(null, null, "public", List.of(), null));
        identities.put(
                "staff",
                new IdentitySource(null, new JwtSource("sso", Map.of("groups", "staff")), "internal", List.of(), null));
        identities.put("partner", workload("partner.example", "partner", "partner", null));
        identities.put("web", workload("acme.example", "web", "internal", "public"));
        identities.put("checkout", workload("acme.example", "checkout", "internal", null, "payments"));
        identities.put("auditor", workload("acme.example", "auditor", "restricted", null, "payments"));
        identities.put("ledger", workload("acme.example", "ledger", "restricted", null, "payments"));
        return new ShopPolicy(identities, List.of(), List.of());
    }

    public static IdentitySource workload(
            String domain, String name, String level, @Nullable String accepts, String... compartments) {
        return new IdentitySource("spiffe://" + domain + "/sa/" + name, null, level, List.of(compartments), accepts);
    }

    public ShopPolicy with(RulesetSource... others) {
        return new ShopPolicy(identities, List.of(others), gates);
    }

    public ShopPolicy with(GateSource... others) {
        return new ShopPolicy(identities, rulesets, List.of(others));
    }

    public ShopPolicy with(String name, IdentitySource identity) {
        Map<String, IdentitySource> more = new LinkedHashMap<>(identities);
        more.put(name, identity);
        return new ShopPolicy(more, rulesets, gates);
    }

    public PolicySource source() {
        return new PolicySource(
                List.of("public", "partner", "internal", "restricted"),
                List.of("payments"),
                Map.of("acme.example", new DomainSource(null), "partner.example", new DomainSource("partner")),
                Set.of("sso"),
                identities,
                rulesets,
                gates);
    }

    public PolicyResult compile() {
        return PolicyCompiler.compile(source(), NOW);
    }

    public CompiledPolicy compiled() {
        PolicyResult result = compile();
        return result.compiled().orElseThrow(() -> new AssertionError(result.problems()));
    }

    Judged decide(String caller, String service, String request) {
        return decide(caller, service, request, Attributes.none());
    }

    Judged decide(String caller, String service, String request, Attributes attributes) {
        CompiledPolicy policy = compiled();
        return Judged.by(policy.engine(), call(policy, caller, service, request).with(attributes));
    }

    public static AccessRequest call(CompiledPolicy policy, String caller, String service, String request) {
        String[] words = request.split(" ", 2);
        return AccessRequest.of(
                policy.identities().named(caller).orElseThrow(),
                service,
                words[0],
                CanonicalPath.from(words[1]).path().orElseThrow(),
                NOW);
    }

    public static RulesetSource protect(String service, List<RuleSource> allow, RuleSource... deny) {
        return new RulesetSource(service, null, allow, List.of(deny));
    }

    public static RulesetSource audit(String service, List<RuleSource> allow, RuleSource... deny) {
        return new RulesetSource(service, "audit", allow, List.of(deny));
    }

    public static RuleSource rule(String name, String from, String request) {
        return new RuleSource(name, List.of(from), List.of(request), Map.of(), null, null);
    }

    public static RuleSource during(RuleSource rule, String period) {
        return new RuleSource(rule.name(), rule.from(), rule.requests(), rule.when(), period, rule.reason());
    }

    public static RuleSource when(RuleSource rule, String attribute, Condition condition) {
        Map<String, Condition> when = new LinkedHashMap<>(rule.when());
        when.put(attribute, condition);
        return new RuleSource(rule.name(), rule.from(), rule.requests(), when, rule.during(), rule.reason());
    }
}
