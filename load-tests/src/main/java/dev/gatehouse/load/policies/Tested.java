package dev.gatehouse.load.policies;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.PolicyEngine;
import dev.gatehouse.policy.ruleset.AddressPrefix;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RulesetSource;
import dev.gatehouse.policy.ruleset.TestSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds tests to a made-up policy; the engine that asks each rule in turn says what they must expect. */
public final class Tested {
    /** A moment at which the policies made up here say what they say on any day before 2098. */
    public static final Instant MOMENT = Instant.parse("2026-11-23T12:00:00Z");

    private Tested() {}

    /** The policy with so many tests, spread over its rulesets. */
    public static PolicySource with(PolicySource policy, int tests, long seed) {
        CompiledPolicy compiled =
                PolicyCompiler.compile(policy, MOMENT).compiled().orElseThrow();
        PolicyEngine oracle = compiled.ruleByRule();
        Map<String, List<TestSource>> byService = new HashMap<>();
        for (SampleCall call : new SampleCalls(policy, seed).next(tests)) {
            Decision decision = oracle.decide(call.toRequest(compiled, MOMENT));
            byService
                    .computeIfAbsent(call.service(), service -> new ArrayList<>())
                    .add(test(call, decision));
        }
        List<RulesetSource> rulesets = policy.rulesets().stream()
                .map(ruleset -> new RulesetSource(
                        ruleset.protects(),
                        ruleset.mode(),
                        ruleset.allow(),
                        ruleset.deny(),
                        byService.getOrDefault(ruleset.protects(), List.of())))
                .toList();
        return new PolicySource(
                policy.levels(),
                policy.compartments(),
                policy.domains(),
                policy.issuers(),
                policy.identities(),
                rulesets,
                policy.gates(),
                policy.never());
    }

    private static TestSource test(SampleCall call, Decision decision) {
        String expect = (decision.isAllowed() ? "allow " : "deny ") + decision.rule();
        return new TestSource(
                call.caller(),
                null,
                call.method() + " " + call.path(),
                lists(call.headers()),
                lists(call.claims()),
                call.address().isEmpty() ? null : address(call),
                MOMENT.toString(),
                expect.strip(),
                null,
                "");
    }

    private static Map<String, List<String>> lists(Map<String, String> values) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        new TreeMap<>(values).forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    private static AddressPrefix address(SampleCall call) {
        String written = call.address().stream()
                .map(part -> Integer.toString(part & 0xff))
                .collect(Collectors.joining("."));
        byte[] bytes = new byte[call.address().size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = call.address().get(i).byteValue();
        }
        return AddressPrefix.of(bytes, 8 * bytes.length, written);
    }
}
