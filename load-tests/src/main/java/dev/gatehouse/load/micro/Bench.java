package dev.gatehouse.load.micro;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures what single steps cost, and writes it down for people and for programs. */
@Command(
        name = "load-tests/bench",
        description = {
            "Measures single steps with JMH: decisions, explanations, compiling, memory, paths, routes.",
            "Writes a table and JMH's own JSON to RESULTS/DATE/. All of it takes about half an hour."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Bench implements Callable<Integer> {
    private static final int MEMORY_RULES = 10_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILTER",
            defaultValue = "",
            description =
                    "A regular expression: Decide, Decide.compiled, Explain, Cold, Compile, ReadPath, RouteLookup, HandOff, Retained.")
    private String filter = "";

    @Option(
            names = "--forks",
            defaultValue = "2",
            description = "Processes for each figure (default: ${DEFAULT-VALUE}).")
    private int forks;

    @Option(
            names = "--millis",
            defaultValue = "500",
            description = "How long each of the 5 iterations lasts, after 3 to warm up (default: ${DEFAULT-VALUE}).")
    private int millis;

    @Option(
            names = "--set",
            split = ";",
            paramLabel = "NAME=VALUE,...",
            description = "Only these settings of a benchmark, as in rules=10,10000.")
    private List<String> settings = List.of();

    @Option(names = "--name", defaultValue = "micro", description = "Of the two files (default: ${DEFAULT-VALUE}).")
    private String name = "";

    @Option(names = "--results", defaultValue = "results", description = "The folder of results.")
    private Path results = Path.of("");

    private Bench() {}

    static CommandLine commandLine() {
        return new CommandLine(new Bench());
    }

    /** Runs it for the shell. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createDirectories(
                results.resolve(LocalDate.now(ZoneOffset.UTC).toString()));
        PrintWriter out = spec.commandLine().getOut();
        StringBuilder text = new StringBuilder(heading());
        try {
            if (!"Retained".equals(filter)) {
                text.append(Table.of(measure(folder.resolve(name + ".json"))));
            }
        } catch (RunnerException failure) {
            spec.commandLine().getErr().println("load-tests/bench: " + failure.getMessage());
            return 1;
        }
        if (filter.isEmpty() || "Retained".equals(filter)) {
            text.append(memory());
        }
        Files.writeString(folder.resolve(name + ".md"), text);
        out.println(text);
        out.println("written to " + folder.resolve(name + ".md"));
        return 0;
    }

    private Collection<RunResult> measure(Path json) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("dev\\.gatehouse\\.load\\.micro\\.(" + (filter.isEmpty() ? ".*" : filter + ".*") + ")")
                .forks(forks)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(millis))
                .addProfiler(GCProfiler.class)
                .resultFormat(ResultFormatType.JSON)
                .result(json.toString());
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            options.param(
                    setting.substring(0, equals), setting.substring(equals + 1).split(","));
        }
        return new Runner(options.build()).run();
    }

    private String heading() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, JDK %s, `load-tests/bench%s`, %d forks of 5 iterations of %d ms; medians.%n%n",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                filter.isEmpty() ? "" : " " + filter,
                forks,
                millis);
    }

    private static String memory() {
        StringBuilder text = new StringBuilder("### Retained\n\n");
        text.append("| rules | layout | compiled | after 100,000 calls |\n|---|---|---|---|\n");
        for (Layout layout : Layout.values()) {
            Retained retained = Retained.of(layout.plan(MEMORY_RULES));
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %s | %.1f MiB | %.1f MiB |%n",
                    MEMORY_RULES,
                    layout,
                    retained.fresh() / 1048576.0,
                    retained.asked() / 1048576.0));
        }
        return text.toString();
    }
}
