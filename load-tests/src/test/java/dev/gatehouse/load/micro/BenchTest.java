package dev.gatehouse.load.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That the benchmarks run, not what they measure. */
class BenchTest {
    @Test
    void everyBenchmarkRuns() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev\\.gatehouse\\.load\\.micro\\..*")
                        .param("rules", "100")
                        .param("routes", "100")
                        .param("question", "NOT_ALLOWED")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(2))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(Table.of(results))
                .contains("### Decide", "### Explain", "### Cold", "### Compile", "### ReadPath", "### RouteLookup")
                .contains("| SPREAD | NOT_ALLOWED | 100 |", "| compiled | firstMatch | ruleByRule |");
    }

    @ParameterizedTest
    @EnumSource
    void bothEnginesSayTheSameAboutTheCallsThatAreMeasured(Question question) {
        for (Layout layout : List.of(Layout.SPREAD, Layout.ONE)) {
            // Asked refuses calls about which they differ.
            assertThat(Asked.of(layout.plan(1000), question).requests()).hasSize(Asked.CALLS);
        }
    }

    @Test
    void theMemoryOfACompiledPolicyIsMeasured() {
        Retained retained = Retained.of(Layout.ONE.plan(1000));

        assertThat(retained.fresh()).isPositive();
    }
}
