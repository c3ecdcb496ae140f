package dev.gatehouse.gateway.config;

import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.JwtSource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import dev.gatehouse.policy.ruleset.TestSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code identities}, {@code rulesets} and {@code gates}; what they mean is checked by the engine. */
final class PolicyReader {
    private static final List<String> IDENTITY_KEYS = List.of("spiffe", "jwt", "level", "compartments", "accepts");
    private static final List<String> RULESET_KEYS = List.of("protects", "mode", "allow", "deny", "tests");
    private static final List<String> RULE_KEYS = List.of("name", "from", "requests", "when", "during", "reason");
    private static final List<String> GATE_KEYS = List.of("from", "to", "requests", "owner", "reason", "expires");

    // These stand for what could not be read and was reported, so that those behind it keep their numbers and
    // those who name it are not blamed. Nothing is served by them: the load is refused.
    private static final IdentitySource NO_IDENTITY = new IdentitySource(null, null, null, List.of(), null);
    private static final RulesetSource NO_RULESET = new RulesetSource("", null, List.of(), List.of());
    private static final RuleSource NO_RULE = new RuleSource("", List.of(), List.of(), Map.of(), null, null);
    private static final GateSource NO_GATE = new GateSource("", "", List.of(), "", "", "");

    private final Written written;

    PolicyReader(Written written) {
        this.written = written;
    }

    void identities(Value value) {
        value.mapping("identities").ifPresent(section -> section.entries().forEach(this::identity));
    }

    private void identity(String name, Value value) {
        if (written.identities.containsKey(name)) {
            value.error("identity `" + name + "` is defined in two files", "an identity is defined once");
            return;
        }
        Optional<Section> section = value.section("identity `" + name + "`", IDENTITY_KEYS);
        IdentitySource identity = section.map(this::identity).orElse(NO_IDENTITY);
        boolean isProofBroken = section.map(
                        proof -> isBroken(proof, "spiffe", identity.spiffe()) || isBroken(proof, "jwt", identity.jwt()))
                .orElse(true);
        if (isProofBroken) {
            value.excuse();
        }
        written.identities.put(name, identity);
    }

    private static boolean isBroken(Section section, String key, @Nullable Object read) {
        return section.isMisspelt(key) || (section.get(key).isPresent() && read == null);
    }

    private IdentitySource identity(Section section) {
        return new IdentitySource(
                textOrNull(section, "spiffe"),
                section.get("jwt").flatMap(this::jwt).orElse(null),
                textOrNull(section, "level"),
                section.get("compartments")
                        .map(list -> list.texts("compartments"))
                        .orElse(List.of()),
                textOrNull(section, "accepts"));
    }

    private Optional<JwtSource> jwt(Value value) {
        return value.section("jwt", List.of("issuer", "claims")).flatMap(section -> {
            Map<String, String> claims = new LinkedHashMap<>();
            section.need("claims")
                    .flatMap(written -> written.mapping("claims"))
                    .ifPresent(mapping -> mapping.entries()
                            .forEach((claim, wanted) -> wanted.text(claim).ifPresent(text -> claims.put(claim, text))));
            return section.needText("issuer").map(issuer -> new JwtSource(issuer, claims));
        });
    }

    void rulesets(Value value) {
        for (Value item : value.items("rulesets", written.rulesetsSeen)) {
            written.rulesetsSeen++;
            written.rulesets.add(ruleset(item).orElse(NO_RULESET));
        }
    }

    private Optional<RulesetSource> ruleset(Value value) {
        return value.named("ruleset", "protects", RULESET_KEYS).flatMap(section -> {
            List<RuleSource> allow = section.get("allow").map(this::rules).orElse(List.of());
            List<RuleSource> deny = section.get("deny").map(this::rules).orElse(List.of());
            List<TestSource> tests = section.get("tests").map(TestReader::read).orElse(List.of());
            return section.needText("protects")
                    .map(protects ->
                            new RulesetSource(protects, section.text("mode").orElse(null), allow, deny, tests));
        });
    }

    private List<RuleSource> rules(Value value) {
        List<RuleSource> rules = new ArrayList<>();
        for (Value item : value.items("allow` and `deny")) {
            rules.add(item.named("rule", "name", RULE_KEYS).map(this::rule).orElse(NO_RULE));
        }
        return rules;
    }

    private RuleSource rule(Section section) {
        return new RuleSource(
                section.needText("name").orElse(""),
                someTexts(section, "from"),
                someTexts(section, "requests"),
                section.get("when").map(this::conditions).orElse(Map.of()),
                textOrNull(section, "during"),
                textOrNull(section, "reason"),
                section.self().position());
    }

    private Map<String, Condition> conditions(Value value) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        value.mapping("when")
                .ifPresent(when -> when.entries()
                        .forEach((attribute, wanted) -> ConditionReader.read(attribute, wanted)
                                .ifPresent(condition -> conditions.put(attribute, condition))));
        return conditions;
    }

    void gates(Value value) {
        for (Value item : value.items("gates", written.gatesSeen)) {
            written.gatesSeen++;
            written.gates.add(
                    item.section("gate", GATE_KEYS).map(PolicyReader::gate).orElse(NO_GATE));
        }
    }

    private static GateSource gate(Section section) {
        return new GateSource(
                section.needText("from").orElse(""),
                section.needText("to").orElse(""),
                someTexts(section, "requests"),
                section.needText("owner").orElse(""),
                section.needText("reason").orElse(""),
                section.needText("expires").orElse(""),
                section.self().position());
    }

    private static List<String> someTexts(Section section, String key) {
        return section.need(key).map(value -> value.someTexts(key)).orElse(List.of());
    }

    private static @Nullable String textOrNull(Section section, String key) {
        return section.text(key).orElse(null);
    }
}
