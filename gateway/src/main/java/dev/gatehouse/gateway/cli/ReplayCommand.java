package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.ConfigResult;
import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.gateway.config.ProblemPrinter;
import dev.gatehouse.gateway.history.RecordedRequests;
import dev.gatehouse.gateway.history.Replay;
import dev.gatehouse.gateway.history.ReplayJson;
import dev.gatehouse.gateway.history.ReplayReport;
import dev.gatehouse.gateway.history.ReplayText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse replay}: what another configuration would have made of the requests that happened. */
@Command(
        name = "replay",
        description = {
            "Judges the recorded requests again, by a configuration that is not served yet,",
            "and prints where it would have decided otherwise."
        },
        footer = {
            "",
            "Examples:",
            "  gatehouse replay --policy new/                      the last two hours",
            "  gatehouse replay --policy new/ --since 1d --fail-on-denied",
            "",
            "Events tell as much as `gateway.telemetry.record` allows; what they do not tell is never guessed."
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--policy",
            paramLabel = "PATH",
            required = true,
            description = "The configuration to judge by: a file or a folder, as for `check`.")
    private Path policy = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            defaultValue = "2h",
            description = "Requests of this long ago and later, such as 30m or 1d (default: ${DEFAULT-VALUE}).")
    private Duration since = Duration.ofHours(2);

    @Mixin
    private Broker broker = new Broker();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "For people or for programs (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "3",
            description = "Trace ids to print for each group, at most 100 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--fail-on-denied",
            description = {
                "Exit with 1 if a request that passed, allowed or let through,",
                "would not pass any more, or if that cannot be told."
            })
    private boolean isFailingOnDenied;

    @Option(names = "--verbose", description = "Also print what another rule would have decided alike.")
    private boolean isVerbose;

    @Override
    public Integer call() {
        if (limit < 0 || limit > 100) {
            throw new ParameterException(spec.commandLine(), "--limit must be between 0 and 100");
        }
        PrintWriter err = spec.commandLine().getErr();
        Optional<Generation> candidate = load(err);
        if (candidate.isEmpty()) {
            return ExitCode.PROBLEM;
        }
        Replay replay = new Replay(candidate.get(), limit);
        try {
            new RecordedRequests(broker.access(), Instant.now().minus(since))
                    .read(replay::accept, new ProgressLine(err, System::nanoTime));
        } catch (KafkaException unreachable) {
            return broker.unanswered(err, unreachable);
        }
        ReplayReport report = replay.report();
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == Format.JSON ? ReplayJson.of(report) + "\n" : ReplayText.of(report, isVerbose));
        out.flush();
        return isFailingOnDenied && !report.isHarmless() ? ExitCode.PROBLEM : ExitCode.OK;
    }

    private Optional<Generation> load(PrintWriter err) {
        ConfigResult result = new ConfigLoader().loadUntested(policy);
        if (result.generation().isEmpty()) {
            err.print(ProblemPrinter.print(result.problems()));
            err.print(ProblemPrinter.summary(result.problems(), "nothing was replayed"));
            err.flush();
        }
        return result.generation();
    }
}
