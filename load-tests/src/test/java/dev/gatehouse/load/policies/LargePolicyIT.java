package dev.gatehouse.load.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.PolicyEngine;
import dev.gatehouse.policy.ruleset.PolicySource;
import dev.gatehouse.policy.ruleset.RuleSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten thousand rules, checked, compared and served by the program that is shipped. */
@Timeout(900)
class LargePolicyIT {
    private static final PolicyPlan PLAN = PolicyPlan.of(10_000, 2_000, 200);
    private static final String ONE = "orders-000";
    private static final String OTHER = "stock-002";

    @TempDir
    private Path folder;

    @Test
    void tenThousandRulesAreServedAsTheyWereWritten() throws Exception {
        PolicySource source = Tested.with(LargePolicy.of(PLAN), 200, 1);
        Credentials credentials = new Credentials(source, Clock.systemUTC());
        try (TestService one = new TestService(credentials.of(ONE));
                TestService other = new TestService(credentials.of(OTHER))) {
            Ports ports = new Ports(0, 0, 1, Map.of(ONE, one.port(), OTHER, other.port()));
            new ConfigurationFolder(folder).write(source, ports, "127.0.0.1:1", credentials);

            Gatehouse.Ended check = Gatehouse.run("check", folder.toString());
            assertThat(check.exitCode()).as(check.output()).isZero();
            assertThat(check.output()).contains("200 routes, 200 rulesets, 2000 identities");

            try (Gatehouse gateway = Gatehouse.start("run", folder.toString())) {
                int port = gateway.portAfter("listener public serves on port");
                gateway.portAfter("management is on port");
                callEach(source, new TestCaller(credentials, port));
                assertThat(gateway.terminate()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 1})
    void aChangeOfTenRulesIsFoundAndNamed(int services) throws Exception {
        PolicyPlan plan = PolicyPlan.of(10_000, 2_000, services);
        PolicySource before = LargePolicy.of(plan);
        PolicySource after = LargePolicy.of(new PolicyPlan(10_000, 2_000, services, plan.seed(), 10));
        Credentials credentials = new Credentials(before, Clock.systemUTC());
        Path old = folder.resolve("old");
        Path fresh = folder.resolve("new");
        write(before, old, credentials);
        write(after, fresh, credentials);

        Gatehouse.Ended diff = Gatehouse.run("diff", "--fail-on-widening", old.toString(), fresh.toString());

        assertThat(diff.exitCode()).as(diff.output()).isEqualTo(1);
        assertThat(diff.output()).doesNotContain("? not known");
        assertThat(allowRulesThatChanged(before, after))
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(diff.output()).contains("`" + name + "`"));
    }

    private static void write(PolicySource source, Path folder, Credentials credentials) throws Exception {
        new ConfigurationFolder(folder).write(source, new Ports(0, 0, 1, Map.of()), "127.0.0.1:1", credentials);
    }

    private static Set<String> allowRulesThatChanged(PolicySource before, PolicySource after) {
        Set<RuleSource> kept = allowRules(after);
        return allowRules(before).stream()
                .filter(rule -> !kept.contains(rule))
                .map(RuleSource::name)
                .collect(Collectors.toSet());
    }

    private static Set<RuleSource> allowRules(PolicySource source) {
        return source.rulesets().stream()
                .flatMap(ruleset -> ruleset.allow().stream())
                .collect(Collectors.toSet());
    }

    private static void callEach(PolicySource source, TestCaller caller) throws Exception {
        CompiledPolicy policy =
                PolicyCompiler.compile(source, Tested.MOMENT).compiled().orElseThrow();
        PolicyEngine oracle = policy.ruleByRule();
        Set<String> kinds = new TreeSet<>();
        for (SampleCall call : calls(source)) {
            Decision right = oracle.decide(call.toRequest(policy, Tested.MOMENT));
            assertThat(caller.statusOf(call))
                    .as(() -> call + ", " + right.kind())
                    .isEqualTo(right.letsThrough() ? 200 : 403);
            kinds.add(right.kind());
        }
        assertThat(kinds).containsExactly("allow", "deny-rule", "lattice", "not-allowed");
    }

    /** Calls of the two services that are there, as far as a client without tokens can make them from here. */
    private static List<SampleCall> calls(PolicySource source) {
        return new SampleCalls(source, 2)
                .next(15_000).stream()
                        .filter(call ->
                                call.service().equals(ONE) || call.service().equals(OTHER))
                        .filter(SampleCall::saysOnlyHeaders)
                        .limit(100)
                        .toList();
    }
}
