package dev.gatehouse.load.policies;

import dev.gatehouse.policy.ruleset.AddressPrefix;
import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.NeverSource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import dev.gatehouse.policy.ruleset.TestSource;
import java.util.List;
import java.util.Map;

/** Writes a made-up policy as an operator would, one line for each rule. */
final class PolicyYaml {
    private PolicyYaml() {}

    static String trust(PolicySource policy) {
        StringBuilder yaml = new StringBuilder("trust:\n");
        yaml.append("  levels: ").append(Flow.list(policy.levels())).append('\n');
        yaml.append("  compartments: ").append(Flow.list(policy.compartments())).append('\n');
        yaml.append("  domains:\n");
        policy.domains()
                .forEach((name, domain) -> line(
                        yaml,
                        "    ",
                        name,
                        new Flow().put("roots", "certs/" + name + ".pem").put("max-level", domain.maxLevel())));
        return yaml.toString();
    }

    static String identities(Map<String, IdentitySource> identities) {
        StringBuilder yaml = new StringBuilder("identities:\n");
        identities.forEach((name, identity) -> line(
                yaml,
                "  ",
                name,
                new Flow()
                        .put("spiffe", identity.spiffe())
                        .put("level", identity.level())
                        .put("compartments", identity.compartments())
                        .put("accepts", identity.accepts())));
        return yaml.toString();
    }

    private static void line(StringBuilder yaml, String indent, String key, Flow value) {
        yaml.append(indent).append(key).append(": ").append(value).append('\n');
    }

    static String rulesets(List<RulesetSource> rulesets) {
        StringBuilder yaml = new StringBuilder("rulesets:\n");
        for (RulesetSource ruleset : rulesets) {
            yaml.append("  - protects: ").append(ruleset.protects()).append('\n');
            if (ruleset.mode() != null) {
                yaml.append("    mode: ").append(ruleset.mode()).append('\n');
            }
            list(yaml, "allow", ruleset.allow().stream().map(PolicyYaml::rule).toList());
            list(yaml, "deny", ruleset.deny().stream().map(PolicyYaml::rule).toList());
            list(yaml, "tests", ruleset.tests().stream().map(PolicyYaml::test).toList());
        }
        return yaml.toString();
    }

    private static void list(StringBuilder yaml, String key, List<Flow> items) {
        if (!items.isEmpty()) {
            yaml.append("    ").append(key).append(":\n");
            items.forEach(item -> yaml.append("      - ").append(item).append('\n'));
        }
    }

    private static Flow rule(RuleSource rule) {
        Flow flow = new Flow().put("name", rule.name()).put("from", rule.from()).put("requests", rule.requests());
        if (!rule.when().isEmpty()) {
            Flow when = new Flow();
            rule.when().forEach((attribute, condition) -> put(when, attribute, condition));
            flow.put("when", when);
        }
        return flow.put("during", rule.during()).put("reason", rule.reason());
    }

    private static void put(Flow when, String attribute, Condition condition) {
        if (condition instanceof Condition.Present) {
            when.put(attribute, "present");
        } else if (condition instanceof Condition.OneOf oneOf) {
            when.put(attribute, oneOf.values());
        } else if (condition instanceof Condition.NoneOf noneOf) {
            when.put(attribute, new Flow().put("not", noneOf.values()));
        } else if (condition instanceof Condition.Has has) {
            when.put(attribute, new Flow().put("has", has.value()));
        } else if (condition instanceof Condition.Within within) {
            when.put(
                    attribute,
                    within.prefixes().stream().map(AddressPrefix::toString).toList());
        }
    }

    private static Flow test(TestSource test) {
        Flow flow = new Flow().put("from", test.from()).put("send", test.send());
        values(flow, "headers", test.headers());
        values(flow, "claims", test.claims());
        AddressPrefix client = test.client();
        return flow.put("client", client == null ? null : client.toString())
                .put("at", test.at())
                .put("expect", test.expect());
    }

    private static void values(Flow flow, String key, Map<String, List<String>> values) {
        if (!values.isEmpty()) {
            Flow inner = new Flow();
            values.forEach((name, given) -> inner.put(name, given.get(0)));
            flow.put(key, inner);
        }
    }

    static String gates(PolicySource policy) {
        StringBuilder yaml = new StringBuilder();
        if (!policy.gates().isEmpty()) {
            yaml.append("gates:\n");
            for (GateSource gate : policy.gates()) {
                yaml.append("  - ")
                        .append(new Flow()
                                .put("from", gate.from())
                                .put("to", gate.to())
                                .put("requests", gate.requests())
                                .put("owner", gate.owner())
                                .put("reason", gate.reason())
                                .put("expires", gate.expires()))
                        .append('\n');
            }
        }
        if (!policy.never().isEmpty()) {
            yaml.append("never:\n");
            for (NeverSource never : policy.never()) {
                yaml.append("  - ")
                        .append(new Flow()
                                .put("reach", never.reach())
                                .put("from", never.from())
                                .put("except-through", never.exceptThrough()))
                        .append('\n');
            }
        }
        return yaml.toString();
    }
}
