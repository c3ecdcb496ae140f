package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.policy.tests.PolicyTests;
import dev.gatehouse.policy.tests.TestReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse test}: runs the tests of the rulesets, each of them, also behind one that fails. */
@Command(
        name = "test",
        description = "Runs the tests of a configuration's rulesets and lists the rules that none exercises.")
final class TestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PATH", description = "A YAML file, or a folder whose YAML files are read together.")
    private Path path = Path.of("");

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Also writes the outcome as JUnit XML, for a CI server.")
    private @Nullable Path junit;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Optional<Generation> generation =
                Loaded.withoutWarnings(new ConfigLoader().loadUntested(path), err, "no test was run");
        if (generation.isEmpty()) {
            return ExitCode.PROBLEM;
        }
        TestReport report = PolicyTests.run(generation.get().policy(), Instant.now(), System::nanoTime);
        PrintWriter out = spec.commandLine().getOut();
        out.print(TestReportText.of(report));
        out.flush();
        boolean isWritten = junit == null || write(report, junit, err);
        return isWritten && report.failed().isEmpty() ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private static boolean write(TestReport report, Path file, PrintWriter err) {
        try {
            WholeFile.write(file, JunitReport.of(report));
            return true;
        } catch (IOException e) {
            err.println("gatehouse test: cannot write `" + file + "`");
            err.flush();
            return false;
        }
    }
}
