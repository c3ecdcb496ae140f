package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.ConfigResult;
import dev.gatehouse.gateway.config.Generation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse check}: what {@code run} would say about a configuration, without serving it. */
@Command(
        name = "check",
        description = "Lists every problem of a configuration, each with file, line and a way out. Serves nothing.")
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PATH", description = "A YAML file, or a folder whose YAML files are read together.")
    private Path path = Path.of("");

    @Override
    public Integer call() {
        ConfigResult result = new ConfigLoader().load(path);
        Optional<Generation> generation =
                Loaded.from(result, spec.commandLine().getErr(), "this configuration would not start");
        generation.ifPresent(accepted -> spec.commandLine()
                .getOut()
                .println(summary(accepted, result.problems().size())));
        return generation.isPresent() ? ExitCode.OK : ExitCode.PROBLEM;
    }

    private String summary(Generation generation, int warnings) {
        Generation.Size size = generation.size();
        List<String> counts = List.of(
                counted(size.files(), "file"),
                counted(size.routes(), "route"),
                counted(size.rulesets(), "ruleset"),
                size.identities() == 1 ? "1 identity" : size.identities() + " identities",
                counted(generation.policy().tests().size(), "test"),
                counted(generation.policy().source().never().size(), "`never` line"),
                counted(warnings, "warning"));
        return path + " is fine: " + String.join(", ", counts) + "; hash " + generation.hash();
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
