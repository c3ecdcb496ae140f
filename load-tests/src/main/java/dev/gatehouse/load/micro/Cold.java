package dev.gatehouse.load.micro;

import dev.gatehouse.load.policies.LargePolicy;
import dev.gatehouse.load.policies.SampleCalls;
import dev.gatehouse.load.policies.Tested;
import dev.gatehouse.policy.AccessRequest;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.PolicyEngine;
import dev.gatehouse.policy.ruleset.PolicySource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Decisions of an engine that was asked nothing before, about calls of which nearly none is like another. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Cold {
    private static final int CALLS = 1000;

    @Param({"10", "10000"})
    private int rules;

    @Param({"SPREAD", "ONE"})
    private Layout layout = Layout.SPREAD;

    private PolicySource source;
    private SampleCalls samples;
    private PolicyEngine engine;
    private AccessRequest[] requests;

    /** Makes the policy. */
    @Setup
    public void prepare() {
        source = LargePolicy.of(layout.plan(rules));
        samples = new SampleCalls(source, 1);
    }

    /** Makes an engine that knows no call yet. */
    @Setup(Level.Invocation)
    public void forget() {
        CompiledPolicy policy =
                PolicyCompiler.compile(source, Tested.MOMENT).compiled().orElseThrow();
        engine = policy.engine();
        requests = samples.next(CALLS).stream()
                .map(call -> call.toRequest(policy, Tested.MOMENT))
                .toArray(AccessRequest[]::new);
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void compiled(Blackhole blackhole) {
        for (AccessRequest request : requests) {
            blackhole.consume(engine.decide(request));
        }
    }
}
