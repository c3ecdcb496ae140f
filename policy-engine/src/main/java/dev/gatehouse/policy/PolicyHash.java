package dev.gatehouse.policy;

import dev.gatehouse.policy.ruleset.Condition;
import dev.gatehouse.policy.ruleset.GateSource;
import dev.gatehouse.policy.ruleset.IdentitySource;
import dev.gatehouse.policy.ruleset.JwtSource;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint of a written policy. What may be written in any order is sorted, what may be left out is
 * filled in, and every text is preceded by its length, so that no two policies read the same.
 */
final class PolicyHash {
    private PolicyHash() {}

    static String of(PolicySource source) {
        String text = fields(
                fields(source.levels().toArray(String[]::new)),
                sorted(source.compartments(), Function.identity()),
                mapping(source.domains(), domain -> fields(domain.maxLevel())),
                sorted(source.issuers(), Function.identity()),
                mapping(source.identities(), PolicyHash::identity),
                sorted(source.rulesets(), PolicyHash::ruleset),
                sorted(source.gates(), PolicyHash::gate));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String identity(IdentitySource source) {
        JwtSource jwt = source.jwt();
        String token = jwt == null ? null : fields(jwt.issuer(), mapping(jwt.claims(), Function.identity()));
        return fields(
                source.spiffe(),
                token,
                source.level(),
                sorted(source.compartments(), Function.identity()),
                Objects.requireNonNullElse(source.accepts(), Objects.requireNonNullElse(source.level(), "")));
    }

    private static String ruleset(RulesetSource source) {
        return fields(
                source.protects(),
                Objects.requireNonNullElse(source.mode(), "enforce"),
                sorted(source.allow(), PolicyHash::rule),
                sorted(source.deny(), PolicyHash::rule));
    }

    private static String rule(RuleSource source) {
        Map<String, Condition> when = new TreeMap<>();
        source.when()
                .forEach((key, condition) ->
                        when.put(key.startsWith("header.") ? key.toLowerCase(Locale.ROOT) : key, condition));
        return fields(
                source.name(),
                sorted(source.from(), Function.identity()),
                sorted(source.requests(), Function.identity()),
                mapping(when, Condition::canonicalText),
                source.during(),
                source.reason());
    }

    private static String gate(GateSource source) {
        return fields(
                source.from(),
                source.to(),
                sorted(source.requests(), Function.identity()),
                source.owner(),
                source.reason(),
                source.expires());
    }

    private static <T> String sorted(Collection<T> items, Function<T, String> text) {
        return fields(items.stream().map(text).sorted().toArray(String[]::new));
    }

    private static <T> String mapping(Map<String, T> entries, Function<T, String> text) {
        return sorted(entries.entrySet(), entry -> fields(entry.getKey(), text.apply(entry.getValue())));
    }

    private static String fields(@Nullable String... texts) {
        StringBuilder all = new StringBuilder();
        for (String text : Arrays.asList(texts)) {
            if (text == null) {
                all.append('-');
            } else {
                all.append(text.length()).append(':').append(text);
            }
        }
        return all.toString();
    }
}
