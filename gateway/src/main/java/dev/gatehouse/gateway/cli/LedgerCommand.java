package dev.gatehouse.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse ledger}: what can be proved of telemetry. */
@Command(
        name = "ledger",
        description = "Proves from the topics that telemetry is complete.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = LedgerVerifyCommand.class)
final class LedgerCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
