package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.gateway.explain.Who;
import dev.gatehouse.gateway.explain.WhoResult;
import dev.gatehouse.gateway.reach.BlastGraph;
import dev.gatehouse.gateway.reach.BlastJson;
import dev.gatehouse.gateway.reach.BlastText;
import dev.gatehouse.policy.CompiledPolicy;
import dev.gatehouse.policy.analysis.reach.BlastRadius;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse blast-radius}: everything that somebody could reach who has stolen an identity. */
@Command(
        name = "blast-radius",
        description = "Lists every service that a stolen identity could reach, directly and through others, and why.",
        footer = {
            "",
            "Examples:",
            "  gatehouse blast-radius web config/",
            "  gatehouse blast-radius spiffe://acme.example/ns/shop/sa/web config/ --format dot | dot -Tsvg"
        })
final class BlastRadiusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "IDENTITY", description = "Who was stolen: a name of the configuration, or a SPIFFE ID.")
    private String identity = "";

    @Parameters(paramLabel = "PATH", description = "A YAML file, or a folder whose YAML files are read together.")
    private Path path = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "text|json|dot",
            defaultValue = "text",
            description = "For people, for programs, or a picture for Graphviz (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    private enum Format {
        TEXT,
        JSON,
        DOT
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Optional<Generation> generation =
                Loaded.withoutWarnings(new ConfigLoader().loadUntested(path), err, "nothing can be said about it");
        if (generation.isEmpty()) {
            return ExitCode.PROBLEM;
        }
        CompiledPolicy policy = generation.get().policy();
        BlastRadius radius = BlastRadius.of(policy, name(policy), Instant.now()).orElseThrow();
        PrintWriter out = spec.commandLine().getOut();
        out.print(shown(radius));
        out.flush();
        return ExitCode.OK;
    }

    private String name(CompiledPolicy policy) {
        WhoResult found = WhoResult.of(policy, identity, List.of());
        if (found instanceof WhoResult.Unknown unknown) {
            throw new ParameterException(
                    spec.commandLine(), "unknown identity `" + unknown.name() + "`: " + unknown.help());
        }
        Who who = (Who) found;
        if (!who.notes().isEmpty()) {
            throw new ParameterException(spec.commandLine(), who.notes().get(0));
        }
        return who.identity().name();
    }

    private String shown(BlastRadius radius) {
        return switch (format) {
            case TEXT -> BlastText.of(radius);
            case JSON -> BlastJson.of(radius);
            case DOT -> BlastGraph.of(radius);
        };
    }
}
