package dev.gatehouse.gateway.cli;

import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program as the shell sees it: a list of commands. Called without one, it is used wrongly and says how to. */
@Command(
        name = "gatehouse",
        description = "The front door for external traffic: identity, trust rules, mutual TLS, telemetry in Kafka.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = ProgramVersion.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is well", "1:there is a problem, and it was printed", "2:the command was used wrongly"},
        footer = {"", "`gatehouse COMMAND --help` explains a command."},
        subcommands = {
            CheckCommand.class,
            TestCommand.class,
            ExplainCommand.class,
            DiffCommand.class,
            BlastRadiusCommand.class,
            RunCommand.class,
            DemoCommand.class,
            TapCommand.class,
            ReplayCommand.class,
            SuggestCommand.class,
            LedgerCommand.class,
            SignalsCommand.class,
            FleetCommand.class,
            VersionCommand.class
        })
public final class GatehouseCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Says how a command is used.")
    private boolean isHelp;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Prints which build this is.")
    private boolean isVersion;

    private GatehouseCommand() {}

    /** The whole command line, ready to be executed. */
    public static CommandLine commandLine() {
        return new CommandLine(new GatehouseCommand())
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, new DurationText())
                .setExecutionExceptionHandler(new Failure());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
