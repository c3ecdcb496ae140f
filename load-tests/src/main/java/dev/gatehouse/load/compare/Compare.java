package dev.gatehouse.load.compare;

import dev.gatehouse.load.LoadProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measures Gatehouse beside nginx, HAProxy and plain Spring Cloud Gateway, all doing the same work. */
@Command(
        name = "load-tests/compare",
        description = {
            "Starts each proxy on core 0, load and origin on core 1, and measures them in turn: processor time for each",
            "request, rate, latency, memory, start. Writes RESULTS/DATE/compare.md, .json and .svg. Loopback only."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything was measured, without any error",
            "1:an error in a run, or nothing could be measured",
            "2:the command was used wrongly"
        })
public final class Compare implements Callable<Integer> {
    private static final int MOST_RUNS = 50;
    private static final int MOST_REQUESTS = 5_000_000;
    private static final int MOST_WARMUP = 600;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--only",
            split = ",",
            defaultValue = "P,M,M+",
            description = "The works: P, M, M+, B, R, H2, C, W or one of them as R10000 (default: ${DEFAULT-VALUE}).")
    private List<String> only = List.of();

    @Option(
            names = "--rivals",
            split = ",",
            defaultValue = "nginx,haproxy,scg,fast,filter",
            description = "Who takes part (default: ${DEFAULT-VALUE}).")
    private List<String> rivals = List.of();

    @Option(names = "--runs", defaultValue = "5", description = "Of each proxy and work (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--requests",
            defaultValue = "100000",
            description = "Of one run; fewer if they are large (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(
            names = "--warmup",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Load for each JVM before it is measured (default: ${DEFAULT-VALUE}).")
    private int warmup;

    @Option(names = "--profile", description = "Also write a flame graph of each JVM and work, by async-profiler.")
    private boolean profile;

    @Option(names = "--home", defaultValue = ".", description = "The folder of Gatehouse's sources.")
    private Path home = Path.of("");

    @Option(names = "--dir", defaultValue = "var/compare", description = "For what is thrown away.")
    private Path directory = Path.of("");

    @Option(names = "--results", defaultValue = "load-tests/results", description = "The folder of results.")
    private Path results = Path.of("");

    @Option(names = "--json", description = "Another file for the JSON.")
    private @Nullable Path json;

    private Compare() {}

    static CommandLine commandLine() {
        return new CommandLine(new Compare());
    }

    /** Runs it for the shell. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Plan plan = plan();
        List<Work> works = works();
        try {
            Result result = measure(plan, works);
            write(result);
            return 0;
        } catch (LoadProblem | IOException failure) {
            spec.commandLine().getErr().println("load-tests/compare: " + failure.getMessage());
            return 1;
        }
    }

    private Result measure(Plan plan, List<Work> works) throws LoadProblem, IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Contender> present = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (Contender contender : Contenders.named(rivals, home.toRealPath())) {
            if (contender.version().isPresent()) {
                present.add(contender);
            } else {
                absent.add(contender.title());
                out.println(contender.title() + " is absent and skipped");
            }
        }
        Path folder = Files.createDirectories(directory).toRealPath();
        String date = LocalDate.now(ZoneOffset.UTC).toString();
        Optional<Path> profiles =
                profile ? Optional.of(Files.createDirectories(results.resolve(date))) : Optional.empty();
        Comparison comparison = new Comparison(home.toRealPath(), folder, plan, profiles, line -> {
            out.println(line);
            out.flush();
        });
        Map<String, Map<String, Measured>> medians = new LinkedHashMap<>();
        for (Work work : works) {
            medians.put(work.title(), comparison.run(work, present));
        }
        return new Result(date, plan, Machine.facts(present, absent), medians);
    }

    private void write(Result result) throws IOException {
        Path folder = Files.createDirectories(results.resolve(result.date()));
        String text = MarkdownReport.of(result);
        Files.writeString(folder.resolve("compare.md"), text);
        Files.writeString(folder.resolve("compare.svg"), Chart.of(result.works()));
        String tree =
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n";
        Files.writeString(folder.resolve("compare.json"), tree);
        Path other = json;
        if (other != null) {
            Files.writeString(other, tree);
        }
        spec.commandLine().getOut().println("\n" + text + "\nwritten to " + folder);
    }

    private Plan plan() {
        return new Plan(
                within("--runs", runs, 1, MOST_RUNS),
                within("--requests", requests, 100, MOST_REQUESTS),
                within("--warmup", warmup, 0, MOST_WARMUP));
    }

    private int within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(String.format(Locale.ROOT, "%s is %d, and may be %d to %d", option, value, least, most));
        }
        return value;
    }

    private List<Work> works() {
        return only.stream()
                .flatMap(name -> {
                    List<Work> named = Work.named(name);
                    if (named.isEmpty()) {
                        throw wrong("no work is called `" + name + "`; there are "
                                + Arrays.stream(Work.values()).map(Work::title).toList());
                    }
                    return named.stream();
                })
                .distinct()
                .toList();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
