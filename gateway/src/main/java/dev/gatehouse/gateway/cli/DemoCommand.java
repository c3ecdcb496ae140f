package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.demo.Demo;
import dev.gatehouse.gateway.demo.DemoCheck;
import dev.gatehouse.gateway.demo.DemoProblem;
import dev.gatehouse.gateway.demo.DemoSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gatehouse demo}: the whole product on this machine, to play with or to check. */
@Command(
        name = "demo",
        description = "Starts Kafka, four backends and the gateway on this machine, and says what to try.",
        footer = {"", "Everything is written to the folder, and nothing outside of it. Ctrl-C stops it all."})
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--dir",
            paramLabel = "PATH",
            defaultValue = "var/demo",
            description = "Where certificates, configuration and Kafka's data are written (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8443",
            description = "The public port (default: ${DEFAULT-VALUE}; 0 means any that is free).")
    private int port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            defaultValue = "9090",
            description = "The port of health and metrics (default: ${DEFAULT-VALUE}; 0 means any that is free).")
    private int managementPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "The broker's port (default: ${DEFAULT-VALUE}; 0 means any that is free).")
    private int kafkaPort;

    @Option(
            names = "--check",
            description = "Makes the calls itself, reads the events back from Kafka, prints a table, and exits 0 or 1.")
    private boolean isCheck;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DemoSettings settings = new DemoSettings(directory, port, managementPort, kafkaPort);
        try (StopSignal signal = StopSignal.install(isCheck ? ExitCode.PROBLEM : ExitCode.OK)) {
            return run(settings, signal, out);
        } catch (DemoProblem problem) {
            spec.commandLine().getErr().println("gatehouse demo: " + problem.getMessage());
            return ExitCode.PROBLEM;
        } catch (InterruptedException asked) {
            return isCheck ? ExitCode.PROBLEM : ExitCode.OK;
        }
    }

    private int run(DemoSettings settings, StopSignal signal, PrintWriter out)
            throws DemoProblem, InterruptedException {
        try (Demo demo = Demo.start(settings, out)) {
            if (isCheck) {
                return DemoCheck.of(demo).run(out) ? ExitCode.OK : ExitCode.PROBLEM;
            }
            demo.explain(out);
            signal.await();
            out.println("stopping");
            out.flush();
            return ExitCode.OK;
        }
    }
}
