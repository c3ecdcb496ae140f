package dev.gatehouse.policy.analysis;

import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.DomainSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A policy of the size that a large company has, with its rules in one ruleset or spread over many. */
final class LargeWorld {
    private static final List<String> LEVELS = List.of("public", "partner", "internal", "restricted");

    private LargeWorld() {}

    static PolicySource policy(int rules, int identities, int services) {
        Map<String, IdentitySource> everybody = new LinkedHashMap<>();
        for (int i = 0; i < identities; i++) {
            String spiffe = "spiffe://acme.example/" + i;
            List<String> compartments = i % 3 == 0 ? List.of("money") : List.of();
            everybody.put("id" + i, new IdentitySource(spiffe, null, LEVELS.get(i % 4), compartments, "public"));
        }
        List<RulesetSource> rulesets = new ArrayList<>();
        for (int s = 0; s < services; s++) {
            List<RuleSource> allow = new ArrayList<>();
            List<RuleSource> deny = new ArrayList<>();
            for (int i = 0; i < rules / services; i++) {
                (i % 10 == 9 ? deny : allow).add(rule(i, s, identities));
            }
            rulesets.add(new RulesetSource("id" + s, null, allow, deny));
        }
        return new PolicySource(
                LEVELS,
                List.of("money"),
                Map.of("acme.example", new DomainSource(null)),
                Set.of(),
                everybody,
                rulesets,
                List.of());
    }

    private static RuleSource rule(int number, int service, int identities) {
        List<String> from = switch (number % 7) {
            case 0 -> List.of("any");
            case 1 -> List.of("level>=internal");
            default -> List.of("id" + (number * 31 + service) % identities, "id" + (number * 17) % identities);
        };
        String request = switch (number % 5) {
            case 0 -> "GET /area" + number / 20 + "/**";
            case 1 -> "POST /area" + number / 20 + "/thing" + number;
            case 2 -> "* /area" + number / 20 + "/*/part" + number;
            default -> "GET /area" + number / 20 + "/thing" + number;
        };
        Map<String, Condition> when =
                number % 6 == 0 ? Map.of("header.x-tenant", Condition.equalTo("t" + number)) : Map.of();
        return new RuleSource("rule" + number, from, List.of(request), when, null, null);
    }
}
