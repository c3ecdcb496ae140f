package dev.gatehouse.policy.tests;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.RulesetTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Puts the calls of all tests to the engine and compares what it decides with what the operator expects.
 *
 * <p>A ruleset in audit mode is tested as if it were enforced: the mode changes what is done with an answer,
 * never the answer.
 */
public final class PolicyTests {
    private final CompiledPolicy policy;
    private final OrdinaryTime time;
    private final LongSupplier nanos;
    private final Map<String, Instant> ordinary = new HashMap<>();

    private PolicyTests(CompiledPolicy policy, Instant now, LongSupplier nanos) {
        this.policy = policy;
        this.time = new OrdinaryTime(now);
        this.nanos = nanos;
    }

    /** Runs every test as of this moment, without measuring how long it takes. */
    public static TestReport run(CompiledPolicy policy, Instant now) {
        return run(policy, now, () -> 0);
    }

    /** Runs every test as of this moment; {@code nanos} says how much time went by, as a stopwatch does. */
    public static TestReport run(CompiledPolicy policy, Instant now, LongSupplier nanos) {
        return new PolicyTests(policy, now, nanos).run();
    }

    private TestReport run() {
        List<TestOutcome> outcomes = policy.tests().stream().map(this::judge).toList();
        return new TestReport(outcomes, Coverage.untested(policy.source(), outcomes));
    }

    private Instant ordinaryTime(String service) {
        return time.before(policy.rulesets().get(service));
    }

    private TestOutcome judge(RulesetTest test) {
        long start = nanos.getAsLong();
        Instant at = test.moment().orElseGet(() -> ordinary.computeIfAbsent(test.service(), this::ordinaryTime));
        AccessRequest call = test.call(at);
        Decision decision = policy.engine().decide(call);
        return new TestOutcome(
                test,
                at,
                decision.isJudged(),
                decision.isAllowed(),
                decision.rule(),
                decision.position(),
                decision.explain(call),
                decision.nearest(call).orElse(null),
                nanos.getAsLong() - start);
    }
}
