package dev.gatehouse.load.compare;

import dev.gatehouse.load.LoadProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets contenders do the same work in turn, A B C A B C, and takes the medians. */
final class Comparison {
    private final Path home;
    private final Path folder;
    private final Plan plan;
    private final Optional<Path> profiles;
    private final Consumer<String> progress;

    /** With a folder for profiles, each JVM is also profiled, after it was measured. */
    Comparison(Path home, Path folder, Plan plan, Optional<Path> profiles, Consumer<String> progress) {
        this.home = home;
        this.folder = folder;
        this.plan = plan;
        this.profiles = profiles;
        this.progress = progress;
    }

    /** The result of each contender that can do this work, by its title, in their order. */
    Map<String, Measured> run(Work work, List<Contender> contenders)
            throws IOException, LoadProblem, InterruptedException {
        Credentials credentials = Credentials.create(folder.resolve("certificates"));
        Deque<Runnable> stops = new ArrayDeque<>();
        try {
            Origin origin = Origin.start(folder.resolve("origin"), credentials);
            stops.push(origin::close);
            String kafka = "";
            if (work.isJudged() && contenders.stream().anyMatch(Contender::needsKafka)) {
                KafkaBroker broker = KafkaBroker.start(home, Fresh.folder(folder.resolve("kafka")));
                stops.push(broker::close);
                kafka = broker.address();
            }
            List<Running> running = new ArrayList<>();
            for (Contender contender : contenders) {
                if (contender.does(work)) {
                    Path own = Fresh.folder(folder.resolve(work.title() + "-" + Running.word(contender)));
                    Site site = new Site(
                            own, home, credentials, FreePort.next(), FreePort.next(), origin.port(work), kafka);
                    Running started = Running.start(contender, work, site);
                    stops.push(started::close);
                    running.add(started);
                    progress.accept(work.title() + "  " + contender.title() + " runs");
                    if (contender.needsWarmth()) {
                        started.warm(plan.warmupSeconds());
                    }
                }
            }
            Map<String, Measured> medians = inTurn(work, running);
            if (profiles.isPresent()) {
                profile(running, profiles.get());
            }
            return medians;
        } finally {
            stops.forEach(Runnable::run);
        }
    }

    private void profile(List<Running> running, Path into) throws IOException, LoadProblem, InterruptedException {
        Profiler profiler = Profiler.in(folder);
        for (Running one : running) {
            if (one.contender().needsWarmth()) {
                progress.accept("profile in " + one.profile(profiler, into));
            }
        }
    }

    private Map<String, Measured> inTurn(Work work, List<Running> running) throws LoadProblem, InterruptedException {
        Map<String, List<Measured>> all = new LinkedHashMap<>();
        for (int run = 1; run <= plan.runs(); run++) {
            for (Running one : running) {
                Measured measured = one.measure(plan.requests());
                String title = one.contender().title();
                all.computeIfAbsent(title, ignored -> new ArrayList<>()).add(measured);
                progress.accept(String.format(
                        Locale.ROOT,
                        "%s  run %d of %d  %-22s %6.1f us  %,7.0f/s  p99 %.1f ms",
                        work.title(),
                        run,
                        plan.runs(),
                        title,
                        measured.cpuMicros(),
                        measured.perSecond(),
                        measured.p99Millis()));
            }
        }
        Map<String, Measured> medians = new LinkedHashMap<>();
        all.forEach((title, runs) -> medians.put(title, Median.of(runs)));
        return medians;
    }
}
