package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.ledger.LedgerJson;
import dev.gatehouse.gateway.ledger.LedgerReading;
import dev.gatehouse.gateway.ledger.LedgerText;
import dev.gatehouse.gateway.ledger.LedgerVerdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse ledger verify}: reads the topics and accounts for every number that a gateway gave. */
@Command(
        name = "verify",
        description = {
            "Reads all topics and accounts for every record of every start of every gateway:",
            "it is there, or it was declared lost with its number. Ends with 1 if one is neither."
        },
        footer = {
            "",
            "Examples:",
            "  gatehouse ledger verify                    all that the topics keep",
            "  gatehouse ledger verify --since 1d         of the last day",
            "  gatehouse ledger verify --no-loss          declared losses end with 1, too"
        })
final class LedgerVerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Broker broker = new Broker();

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            description = "Only what was written that long ago and later, such as 30m or 1d.")
    private @Nullable Duration since;

    @Option(names = "--boot", paramLabel = "ID", description = "Only this start of a gateway, by its boot_id.")
    private @Nullable String boot;

    @Option(names = "--no-loss", description = "Exit with 1 also for what was declared lost.")
    private boolean isLossAProblem;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "For people or for programs (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Optional<Instant> from = Optional.ofNullable(since).map(Instant.now()::minus);
        LedgerVerdict verdict;
        try {
            verdict = new LedgerReading(broker.access(), from, InstantSource.system())
                    .read(new ProgressLine(err, System::nanoTime));
        } catch (KafkaException unreachable) {
            return broker.unanswered(err, unreachable);
        }
        verdict = boot == null ? verdict : verdict.of(boot);
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == Format.JSON ? LedgerJson.of(verdict) + "\n" : LedgerText.of(verdict));
        out.flush();
        boolean isGood = isLossAProblem ? verdict.isWhole() : verdict.isProved();
        return isGood ? ExitCode.OK : ExitCode.PROBLEM;
    }
}
