package dev.gatehouse.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gatehouse version}. */
@Command(name = "version", description = "Prints which build this is and on what it runs.")
final class VersionCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        for (String line : new ProgramVersion().getVersion()) {
            spec.commandLine().getOut().println(line);
        }
    }
}
