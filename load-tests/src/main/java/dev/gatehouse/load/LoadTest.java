package dev.gatehouse.load;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sends a bounded crowd through the door of a running demonstration, and compares answers with events. */
@Command(
        name = "load-tests/run",
        description = {
            "Drives a running `gatehouse demo` over TLS for a bounded time, reports rate, latency, errors and the",
            "gateway's CPU per request, and compares the number of answers with the number of events in Kafka.",
            "Sends to loopback addresses only."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no error, and as many events as answers",
            "1:errors, another number of events, or nothing could be driven",
            "2:the command was used wrongly"
        })
public final class LoadTest implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--dir", defaultValue = "var/demo", description = "The demo's folder (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("");

    @Option(names = "--host", defaultValue = "localhost", description = "A loopback name (default: ${DEFAULT-VALUE}).")
    private String host = "";

    @Option(names = "--port", defaultValue = "8443", description = "The public port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--management-port",
            defaultValue = "9090",
            description = "Where readiness is asked for (default: ${DEFAULT-VALUE}).")
    private int managementPort;

    @Option(names = "--kafka", defaultValue = "127.0.0.1:9092", description = "The broker (default: ${DEFAULT-VALUE}).")
    private String kafka = "";

    @Option(names = "--http", defaultValue = "both", description = "1.1, 2 or both (default: ${DEFAULT-VALUE}).")
    private String http = "";

    @Option(names = "--connections", defaultValue = "32", description = "Connections (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--streams",
            defaultValue = "4",
            description = "Requests at a time on an HTTP/2 connection (default: ${DEFAULT-VALUE}).")
    private int streams;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "Requests a second at constant distance, late ones included in the latency; "
                    + "0 sends the next when the last is answered (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--duration",
            defaultValue = "30s",
            description = "How long to measure, at most 10m (default: ${DEFAULT-VALUE}).")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--warmup",
            defaultValue = "10s",
            description = "Load before that, not measured, at most 2m (default: ${DEFAULT-VALUE}).")
    private Duration warmup = Duration.ZERO;

    @Option(
            names = "--wait",
            defaultValue = "0s",
            description = "How long to wait until the gateway is ready (default: ${DEFAULT-VALUE}).")
    private Duration wait = Duration.ZERO;

    @Option(
            names = "--events-within",
            defaultValue = "30s",
            description = "How long to wait for the last events (default: ${DEFAULT-VALUE}).")
    private Duration eventsWithin = Duration.ZERO;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SCENARIO",
            description =
                    "browse (anonymous GET, 200), post (checkout's POST through a gate, 201), denied (a partner's "
                            + "GET, 403); all if absent, half of them browse.")
    private List<String> only = List.of();

    @Option(
            names = "--pid",
            defaultValue = "0",
            description = "The gateway's process (default: what DIR/gatehouse.pid says).")
    private long pid;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report to this file, too.")
    private @Nullable Path json;

    private LoadTest() {}

    /** The whole command line, ready to be executed. */
    static CommandLine commandLine() {
        return new CommandLine(new LoadTest()).registerConverter(Duration.class, new DurationText());
    }

    /** Runs it for the shell. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            LoadPlan plan = plan();
            new Readiness(host, managementPort).await(wait);
            try (EventTopic topic = EventTopic.open(kafka)) {
                LoadReport report = new LoadRun(plan, GatewayProcess.find(pid, directory), err).run(topic);
                ReportTable.print(report, out);
                if (json != null) {
                    write(report, json);
                }
                return report.passed() ? 0 : 1;
            }
        } catch (LoadProblem problem) {
            err.println("load-tests/run: " + problem.getMessage());
            err.flush();
            return 1;
        }
    }

    private static void write(LoadReport report, Path file) throws LoadProblem {
        try {
            JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValue(file, report);
        } catch (JacksonException failure) {
            throw new LoadProblem("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    private LoadPlan plan() throws LoadProblem {
        return new LoadPlan(
                        host,
                        port,
                        directory,
                        Scenario.mix(only),
                        Protocol.from(http),
                        connections,
                        streams,
                        rate,
                        warmup,
                        duration,
                        eventsWithin)
                .checked();
    }
}
