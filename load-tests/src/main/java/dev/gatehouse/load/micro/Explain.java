package dev.gatehouse.load.micro;

import dev.gatehouse.policy.AccessRequest;
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

/** A refusal and its explanation, the nearest rule included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Explain {
    @Param({"10", "10000"})
    private int rules;

    @Param({"SPREAD", "ONE"})
    private Layout layout = Layout.SPREAD;

    private AccessRequest[] requests;
    private PolicyEngine compiled;
    private PolicyEngine ruleByRule;
    private int next;

    /** Makes the policy and its engines. */
    @Setup
    public void prepare() {
        Asked asked = Asked.of(layout.plan(rules), Question.NOT_ALLOWED);
        requests = asked.requests();
        compiled = asked.policy().engine();
        ruleByRule = asked.policy().ruleByRule();
    }

    @Benchmark
    public String compiled() {
        AccessRequest request = next();
        return compiled.decide(request).explain(request);
    }

    @Benchmark
    public String ruleByRule() {
        AccessRequest request = next();
        return ruleByRule.decide(request).explain(request);
    }

    private AccessRequest next() {
        return requests[next++ & (Asked.CALLS - 1)];
    }
}
