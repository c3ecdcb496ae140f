package dev.gatehouse.load;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes Kafka, a topic or the gateway away under load, and proves what became of requests and telemetry. */
@Command(
        name = "load-tests/faults",
        description = {
            "Starts a demonstration of its own for each fault, drives it, takes something away and gives it back,",
            "and asks `gatehouse ledger verify` what is missing in the end. Stays on this machine."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no request failed, the gateway stayed ready, every number is accounted for",
            "1:one of these is not so",
            "2:the command was used wrongly"
        })
public final class FaultTest implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--home", hidden = true, defaultValue = ".", description = "Where the launcher lies.")
    private Path home = Path.of("");

    @Option(
            names = "--dir",
            defaultValue = "var/faults",
            description = "A folder for the demonstrations, one in it for each fault (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("");

    @Option(names = "--only", split = ",", paramLabel = "FAULT", description = "Only these; all if absent.")
    private List<String> only = List.of();

    @Option(names = "--before", defaultValue = "20s", description = "Load ahead of it (default: ${DEFAULT-VALUE}).")
    private Duration before = Duration.ZERO;

    @Option(names = "--outage", defaultValue = "60s", description = "How long it lasts (default: ${DEFAULT-VALUE}).")
    private Duration outage = Duration.ZERO;

    @Option(names = "--after", defaultValue = "20s", description = "Load after it (default: ${DEFAULT-VALUE}).")
    private Duration after = Duration.ZERO;

    @Option(names = "--connections", defaultValue = "16", description = "Connections (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "Requests a second; 0 sends the next when the last is answered (default: ${DEFAULT-VALUE}).")
    private int rate;

    private FaultTest() {}

    /** Runs it for the shell. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FaultTest())
                .registerConverter(Duration.class, new DurationText())
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        FaultRun.Times times = new FaultRun.Times(before, outage, after, connections, rate);
        List<FaultReport> reports = new ArrayList<>();
        try {
            for (Fault fault : faults()) {
                Path own = directory.resolve(fault.word() + "-" + System.currentTimeMillis());
                FaultReport report = new FaultRun(fault, home.toAbsolutePath(), own.toAbsolutePath(), times, err).run();
                reports.add(report);
                out.println(fault.word() + "\n" + report.ledger().text());
                out.flush();
            }
        } catch (LoadProblem problem) {
            err.println("load-tests/faults: " + problem.getMessage());
            err.flush();
            return 1;
        }
        out.println(FaultReport.HEAD);
        reports.forEach(report -> out.println(report.row()));
        out.flush();
        return reports.stream().allMatch(FaultReport::passed) ? 0 : 1;
    }

    private List<Fault> faults() {
        List<Fault> asked = new ArrayList<>();
        for (String word : only) {
            asked.add(Arrays.stream(Fault.values())
                    .filter(fault -> fault.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "--only `" + word + "` is not one of "
                                    + String.join(
                                            ", ",
                                            Arrays.stream(Fault.values())
                                                    .map(Fault::word)
                                                    .toList()))));
        }
        return asked.isEmpty() ? List.of(Fault.values()) : asked;
    }
}
