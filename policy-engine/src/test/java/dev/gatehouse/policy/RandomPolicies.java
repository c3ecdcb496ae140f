package dev.gatehouse.policy;

import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Policies and calls at random, from few words, so that rules often meet calls. The seed tells them all. */
final class RandomPolicies {
    static final List<String> CALLERS =
            List.of("anonymous", "staff", "partner", "web", "checkout", "auditor", "ledger");
    private static final List<String> SERVICES = List.of("web", "checkout", "ledger");
    private static final List<String> FROM =
            List.of("any", "level>=partner", "level>=internal", "web", "checkout", "auditor", "staff");
    private static final List<String> METHODS = List.of("GET", "POST");
    private static final List<String> PATHS = List.of("/", "/a", "/a/", "/a/b", "/b", "/b/a/b");
    private static final List<String> TEMPLATES = List.of("/**", "/a", "/a/**", "/*", "/**/b", "/{x}/b");
    private static final List<String> TENANTS = List.of("a", "b");
    private static final List<String> PERIODS = List.of("2026-11-01/2026-12-01", "2026-12-01/2027-01-01");

    private final Random random;

    RandomPolicies(long seed) {
        random = new Random(seed);
    }

    ShopPolicy policy() {
        List<RulesetSource> rulesets = new ArrayList<>();
        for (String service : SERVICES) {
            if (random.nextInt(6) > 0) {
                String mode = random.nextInt(4) == 0 ? "audit" : "enforce";
                rulesets.add(new RulesetSource(service, mode, rules("allow", 5), rules("deny", 3)));
            }
        }
        ShopPolicy policy = ShopPolicy.withoutRules().with(rulesets.toArray(RulesetSource[]::new));
        return random.nextBoolean() ? policy.with(gate("checkout"), gate("web")) : policy;
    }

    RuleSource rule(String name) {
        Map<String, Condition> when = random.nextInt(3) == 0 ? Map.of("header.tenant", condition()) : Map.of();
        String during = random.nextInt(5) == 0 ? pick(PERIODS) : null;
        return new RuleSource(name, List.of(pick(FROM)), List.of(request(), request()), when, during, null);
    }

    AccessRequest call(CompiledPolicy policy) {
        AccessRequest call = ShopPolicy.call(policy, pick(CALLERS), pick(SERVICES), pick(METHODS) + " " + pick(PATHS));
        Attributes said = random.nextBoolean() ? Said.header("tenant", pick(TENANTS)) : Attributes.none();
        String principal = pick(CALLERS);
        boolean onBehalf = random.nextInt(4) == 0;
        return (onBehalf
                        ? call.onBehalfOf(policy.identities()
                                .named(principal)
                                .orElseThrow()
                                .label())
                        : call)
                .with(said);
    }

    /** The same policy, written in another order. */
    ShopPolicy shuffled(ShopPolicy policy) {
        List<RulesetSource> rulesets = new ArrayList<>();
        for (RulesetSource ruleset : shuffled(policy.rulesets())) {
            rulesets.add(new RulesetSource(
                    ruleset.protects(), ruleset.mode(), shuffled(ruleset.allow()), shuffled(ruleset.deny())));
        }
        return new ShopPolicy(policy.identities(), rulesets, shuffled(policy.gates()));
    }

    private <T> List<T> shuffled(List<T> items) {
        List<T> copy = new ArrayList<>(items);
        Collections.shuffle(copy, random);
        return copy;
    }

    private List<RuleSource> rules(String name, int atMost) {
        List<RuleSource> rules = new ArrayList<>();
        for (int i = random.nextInt(atMost); i > 0; i--) {
            rules.add(rule(name + i));
        }
        return rules;
    }

    private GateSource gate(String from) {
        return new GateSource(from, "ledger", List.of(request()), "team", "because", "2027-01-01");
    }

    private Condition condition() {
        return random.nextBoolean() ? Condition.equalTo(pick(TENANTS)) : Condition.notEqualTo(pick(TENANTS));
    }

    private String request() {
        return (random.nextInt(3) == 0 ? "*" : pick(METHODS)) + " " + pick(TEMPLATES);
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
