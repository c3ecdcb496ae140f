package dev.gatehouse.policy;

import dev.gatehouse.policy.ruleset.AddressPrefix;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Policies at random that use everything the language has, from few words, so that rules often meet calls and
 * each other. The seed tells them all.
 */
final class TangledPolicies {
    static final List<String> SERVICES = List.of("web", "checkout", "ledger", "partner", "staff");
    static final List<String> METHODS = List.of("GET", "POST", "PUT");
    static final List<String> MOMENTS = List.of(
            "2026-11-01", "2026-11-23T13:00Z", "2026-12-01", "2026-12-24", "2027-01-01", "2027-01-01T00:00:01Z");

    private static final List<String> FROM = List.of(
            "any",
            "level>=public",
            "level>=partner",
            "level>=internal",
            "level>=restricted",
            "anonymous",
            "web",
            "checkout",
            "auditor",
            "staff",
            "partner",
            "ledger");
    private static final List<String> TEMPLATES = List.of(
            "/",
            "/**",
            "/a",
            "/a/",
            "/a/**",
            "/*",
            "/**/b",
            "/{x}/b",
            "/{y}/b",
            "/a/**/b",
            "/a/*/c",
            "/**/a/**",
            "/a@b",
            "/a%40b/**",
            "/{*rest}",
            "/b/{x}/{y}",
            "/**/",
            "/c1",
            "/c2",
            "/c3",
            "/c4",
            "/c5/*");
    private static final List<GateSource> GATES = List.of(
            gate("web", "ledger"),
            gate("checkout", "ledger"),
            gate("partner", "ledger"),
            gate("anonymous", "checkout"),
            gate("web", "checkout"),
            gate("anonymous", "partner"));

    private final Random random;

    TangledPolicies(long seed) {
        random = new Random(seed);
    }

    CompiledPolicy next() {
        List<RulesetSource> rulesets = new ArrayList<>();
        for (String service : SERVICES) {
            if (random.nextInt(8) > 0) {
                String mode = random.nextInt(4) == 0 ? "audit" : "enforce";
                Set<String> names = new LinkedHashSet<>();
                rulesets.add(new RulesetSource(service, mode, rules(names, 9), rules(names, 5)));
            }
        }
        List<GateSource> gates = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            GateSource gate = pick(GATES);
            String expires = pick(MOMENTS.subList(1, MOMENTS.size()));
            gates.add(new GateSource(gate.from(), gate.to(), some(3, this::request), "team " + i, "because", expires));
        }
        return ShopPolicy.withoutRules()
                .with(rulesets.toArray(RulesetSource[]::new))
                .with(gates.toArray(GateSource[]::new))
                .compiled();
    }

    private static GateSource gate(String from, String to) {
        return new GateSource(from, to, List.of(), "", "", "");
    }

    private List<RuleSource> rules(Set<String> names, int atMost) {
        List<RuleSource> rules = new ArrayList<>();
        for (int i = random.nextInt(atMost + 1); i > 0; i--) {
            String name = "rule-" + random.nextInt(1000);
            if (names.add(name)) {
                rules.add(rule(name));
            }
        }
        return rules;
    }

    private RuleSource rule(String name) {
        Map<String, Condition> when = new LinkedHashMap<>();
        for (int i = Math.max(0, random.nextInt(6) - 2); i > 0; i--) {
            addCondition(when);
        }
        String during = null;
        if (random.nextInt(4) == 0) {
            int start = random.nextInt(MOMENTS.size() - 1);
            int end = start + 1 + random.nextInt(MOMENTS.size() - start - 1);
            during = MOMENTS.get(start) + "/" + MOMENTS.get(end);
        }
        String reason = random.nextBoolean() ? "CHG-" + name : null;
        return new RuleSource(
                name, some(3, () -> pick(FROM)), some(3, this::request), when, during, reason, "trust.yaml:" + name);
    }

    private void addCondition(Map<String, Condition> when) {
        switch (random.nextInt(8)) {
            case 0 -> when.put("header.tenant", Condition.present());
            case 1 -> when.put("header.tenant", Condition.oneOf(List.of("a", "b")));
            case 2 -> when.put("header.Tenant", Condition.notEqualTo("a"));
            case 3 -> when.put("header.region", Condition.equalTo("eu"));
            case 4 -> when.put("claim.groups", Condition.has("staff"));
            case 5 -> when.put("claim.groups", Condition.noneOf(List.of("guests", "b")));
            case 6 -> when.put("claim.sub", Condition.equalTo("a"));
            default ->
                when.put(
                        "client.address",
                        random.nextInt(4) == 0
                                ? Condition.present()
                                : Condition.within(List.of(
                                        AddressPrefix.of(new byte[] {10, 0, 0, 0}, 8, "10.0.0.0/8"),
                                        AddressPrefix.of(new byte[16], 12, "::/12"))));
        }
    }

    private String request() {
        return (random.nextInt(3) == 0 ? "*" : pick(METHODS)) + " " + pick(TEMPLATES);
    }

    private List<String> some(int atMost, Supplier<String> word) {
        List<String> words = new ArrayList<>();
        for (int i = 1 + random.nextInt(atMost); i > 0; i--) {
            words.add(word.get());
        }
        return words;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
