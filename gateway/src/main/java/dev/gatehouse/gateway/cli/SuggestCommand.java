package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.history.Learner;
import dev.gatehouse.gateway.history.RecordedRequests;
import dev.gatehouse.gateway.history.SuggestedRules;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse suggest}: the rules that the traffic of the past would need. */
@Command(
        name = "suggest",
        description = {
            "Prints a ruleset that allows what was seen and passed, and nothing more,",
            "ready to be pasted; what was denied is counted beside it."
        },
        footer = {
            "",
            "Examples:",
            "  gatehouse suggest --protects ledger                 from the last day",
            "  gatehouse suggest --protects ledger --since 3d --min-count 5",
            "",
            "With `path` under `gateway.telemetry.record` the rules are as exact as the paths;",
            "without it they name the templates of the routes."
        })
final class SuggestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--protects",
            paramLabel = "NAME",
            required = true,
            description = "The identity that is called, as the configuration names it.")
    private String service = "";

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            defaultValue = "24h",
            description = "Requests of this long ago and later (default: ${DEFAULT-VALUE}).")
    private Duration since = Duration.ofDays(1);

    @Mixin
    private Broker broker = new Broker();

    @Option(
            names = "--min-count",
            paramLabel = "N",
            defaultValue = "1",
            description = "Leave out what was seen fewer times (default: ${DEFAULT-VALUE}).")
    private long leastCount;

    @Option(
            names = "--max-literals",
            paramLabel = "N",
            defaultValue = "10",
            description = {
                "How many different segments one place of a path may take before",
                "`*` stands for all of them, 1 to 1000 (default: ${DEFAULT-VALUE})."
            })
    private int mostLiterals;

    @Override
    public Integer call() {
        if (leastCount < 1) {
            throw new ParameterException(spec.commandLine(), "--min-count must be at least 1");
        }
        if (mostLiterals < 1 || mostLiterals > 1000) {
            throw new ParameterException(spec.commandLine(), "--max-literals must be between 1 and 1000");
        }
        PrintWriter err = spec.commandLine().getErr();
        Learner learner = new Learner(service, mostLiterals);
        try {
            new RecordedRequests(broker.access(), Instant.now().minus(since))
                    .read(learner::accept, new ProgressLine(err, System::nanoTime));
        } catch (KafkaException unreachable) {
            return broker.unanswered(err, unreachable);
        }
        SuggestedRules suggested = learner.suggest(leastCount);
        if (suggested.isEmpty()) {
            err.println("no request to `" + service + "` passed that a rule could be learned from");
            err.println("   = help: --since looks further back; `gatehouse tap --from-beginning` shows what is there");
            err.flush();
            return ExitCode.PROBLEM;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(suggested.toYaml());
        out.flush();
        return ExitCode.OK;
    }
}
