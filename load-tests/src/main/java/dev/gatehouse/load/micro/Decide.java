package dev.gatehouse.load.micro;

import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.PolicyEngine;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One decision of a kind that was made before, by the engine that serves and by two simpler ways. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Decide {
    @Param({"10", "1000", "10000"})
    private int rules;

    @Param({"SPREAD", "ONE"})
    private Layout layout = Layout.SPREAD;

    @Param({"ALLOW", "ALLOW_BY_HEADER", "DENY_RULE", "LATTICE", "NOT_ALLOWED"})
    private Question question = Question.ALLOW;

    private AccessRequest[] requests;
    private PolicyEngine compiled;
    private PolicyEngine ruleByRule;
    private FirstMatch firstMatch;
    private int next;

    /** Makes the policy and its engines, and asks each call once. */
    @Setup
    public void prepare() {
        Asked asked = Asked.of(layout.plan(rules), question);
        requests = asked.requests();
        compiled = asked.policy().engine();
        ruleByRule = asked.policy().ruleByRule();
        firstMatch = new FirstMatch(asked.policy());
    }

    @Benchmark
    public Decision compiled() {
        return compiled.decide(next());
    }

    @Benchmark
    public Decision ruleByRule() {
        return ruleByRule.decide(next());
    }

    @Benchmark
    public boolean firstMatch() {
        return firstMatch.allows(next());
    }

    private AccessRequest next() {
        return requests[next++ & (Asked.CALLS - 1)];
    }
}
