package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.gateway.config.ListenerConfig;
import dev.gatehouse.gateway.wiring.GatehouseServer;
import dev.gatehouse.gateway.wiring.StartFailedException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse run}: serves a configuration until it is asked to stop, then lets requests in flight finish. */
@Command(
        name = "run",
        description = "Serves a configuration until Ctrl-C or SIGTERM, then lets requests in flight finish.")
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PATH", description = "A YAML file, or a folder whose YAML files are read together.")
    private Path path = Path.of("");

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Optional<Generation> generation = Loaded.from(new ConfigLoader().load(path), err, "nothing was started");
        if (generation.isEmpty()) {
            return ExitCode.PROBLEM;
        }
        try {
            return serve(generation.get());
        } catch (StartFailedException failure) {
            err.println("gatehouse run: " + failure.getMessage());
            return ExitCode.PROBLEM;
        }
    }

    private int serve(Generation generation) {
        try (StopSignal signal = StopSignal.install()) {
            GatehouseServer server = GatehouseServer.start(generation);
            try {
                PrintWriter out = spec.commandLine().getOut();
                for (ListenerConfig listener : generation.settings().listeners()) {
                    out.println("listener " + listener.name() + " serves on port " + server.port(listener.name()));
                }
                out.println("management is on port " + server.managementPort());
                out.flush();
                signal.await();
            } finally {
                server.stop();
            }
        }
        return ExitCode.OK;
    }
}
