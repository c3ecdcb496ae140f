package dev.gatehouse.load.micro;

import dev.gatehouse.policy.path.CanonicalPath;
import dev.gatehouse.policy.path.PathResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the path that the client sent to the one that all steps see. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadPath {
    @Param({"/billing-017/v2/entries-12/part-301", "/billing-017/v2/%65ntries-12/a%2bb"})
    private String path = "";

    @Benchmark
    public PathResult canonical() {
        return CanonicalPath.from(path);
    }
}
