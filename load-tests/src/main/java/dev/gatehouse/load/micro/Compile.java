package dev.gatehouse.load.micro;

import dev.gatehouse.load.policies.LargePolicy;
import dev.gatehouse.load.policies.Tested;
import dev.gatehouse.policy.PolicyCompiler;
import dev.gatehouse.policy.PolicyResult;
import dev.gatehouse.policy.ruleset.PolicySource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From the written policy to the engine, without the reading of YAML. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Compile {
    @Param({"10000", "100000"})
    private int rules;

    @Param({"SPREAD", "ONE"})
    private Layout layout = Layout.SPREAD;

    private PolicySource source;

    /** Makes the written policy. */
    @Setup
    public void prepare() {
        source = LargePolicy.of(layout.plan(rules));
    }

    @Benchmark
    public PolicyResult compile() {
        return PolicyCompiler.compile(source, Tested.MOMENT);
    }
}
