package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.compare.ComparedGenerations;
import dev.gatehouse.gateway.compare.DifferenceJson;
import dev.gatehouse.gateway.compare.DifferenceText;
import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.Generation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse diff}: who may do what under one configuration that they may not under another. */
@Command(
        name = "diff",
        description = "Says what a new configuration allows or denies that the old one did not, each with a request"
                + " that shows it: + now passes, - now denied, ~ passes to another service.",
        footer = {
            "",
            "Examples:",
            "  gatehouse diff serving/ candidate/                       everything that changes from now on",
            "  gatehouse diff --fail-on-widening serving/ candidate/    for a pipeline: 1 when anybody gains access"
        })
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "OLD", description = "The configuration before: a file or a folder.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The configuration after.")
    private Path after = Path.of("");

    @Option(
            names = "--fail-on-widening",
            description = "End with 1 when a request passes that did not, or reaches another service.")
    private boolean isWideningAFailure;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "For people or for programs (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Override
    public Integer call() {
        Optional<Generation> old = load(before);
        Optional<Generation> fresh = load(after);
        if (old.isEmpty() || fresh.isEmpty()) {
            return ExitCode.PROBLEM;
        }
        ComparedGenerations compared = ComparedGenerations.of(old.get(), fresh.get(), Instant.now());
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(DifferenceJson.of(compared));
        } else {
            new DifferenceText(compared, before.toString(), after.toString())
                    .lines()
                    .forEach(out::println);
        }
        out.flush();
        boolean isFailure = isWideningAFailure && compared.haveWidened();
        return isFailure || !compared.differences().undecided().isEmpty() ? ExitCode.PROBLEM : ExitCode.OK;
    }

    private Optional<Generation> load(Path path) {
        return Loaded.withoutWarnings(
                new ConfigLoader().loadUntested(path), spec.commandLine().getErr(), "nothing was compared");
    }
}
