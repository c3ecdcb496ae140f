package dev.gatehouse.policy;

import dev.gatehouse.policy.ruleset.AddressPrefix;
import dev.gatehouse.policy.ruleset.RulesetSource;
import dev.gatehouse.policy.ruleset.TestSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the tests of a ruleset, as an operator does. Each method gives a changed copy. */
public record TestedCall(TestSource source) {

    public static TestedCall of(String from, String send, String expect) {
        return new TestedCall(
                new TestSource(from, null, send, Map.of(), Map.of(), null, null, expect, null, "trust.yaml:9:9"));
    }

    public static RulesetSource tested(RulesetSource ruleset, TestedCall... calls) {
        List<TestSource> tests = List.of(calls).stream().map(TestedCall::source).toList();
        return new RulesetSource(ruleset.protects(), ruleset.mode(), ruleset.allow(), ruleset.deny(), tests);
    }

    public TestedCall onBehalfOf(String other) {
        return new TestedCall(new TestSource(
                source.from(),
                other,
                source.send(),
                source.headers(),
                source.claims(),
                source.client(),
                source.at(),
                source.expect(),
                source.because(),
                source.position()));
    }

    public TestedCall header(String name, String... values) {
        Map<String, List<String>> headers = new LinkedHashMap<>(source.headers());
        headers.put(name, List.of(values));
        return saying(headers, source.claims(), source.client());
    }

    public TestedCall claim(String name, String... values) {
        return saying(source.headers(), Map.of(name, List.of(values)), source.client());
    }

    public TestedCall client(String written, int... octets) {
        byte[] address = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            address[i] = (byte) octets[i];
        }
        AddressPrefix client = AddressPrefix.of(address, 8 * address.length, written);
        return saying(source.headers(), source.claims(), client);
    }

    private TestedCall saying(
            Map<String, List<String>> headers, Map<String, List<String>> claims, @Nullable AddressPrefix client) {
        return new TestedCall(new TestSource(
                source.from(),
                source.behalf(),
                source.send(),
                headers,
                claims,
                client,
                source.at(),
                source.expect(),
                source.because(),
                source.position()));
    }

    public TestedCall at(String moment) {
        return ending(moment, source.because());
    }

    public TestedCall because(String words) {
        return ending(source.at(), words);
    }

    private TestedCall ending(@Nullable String at, @Nullable String because) {
        return new TestedCall(new TestSource(
                source.from(),
                source.behalf(),
                source.send(),
                source.headers(),
                source.claims(),
                source.client(),
                at,
                source.expect(),
                because,
                source.position()));
    }
}
