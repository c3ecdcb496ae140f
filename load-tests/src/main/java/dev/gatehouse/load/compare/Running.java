package dev.gatehouse.load.compare;

import dev.gatehouse.load.LoadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A contender that has been started for a work and has answered once. */
final class Running implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    // Opens the connections to the origin, before anything is measured.
    private static final int FIRST_REQUESTS = 2000;
    private static final int WARM_SECONDS = 4;
    private static final int PROFILE_SECONDS = 10;
    private static final long START_SECONDS = 120;
    private static final long LONGEST_RUN_SECONDS = 120;

    private final Contender contender;
    private final Work work;
    private final Target target;
    private final Child process;
    private final double startMillis;

    private Running(Contender contender, Work work, Target target, Child process, double startMillis) {
        this.contender = contender;
        this.work = work;
        this.target = target;
        this.process = process;
        this.startMillis = startMillis;
    }

    static Running start(Contender contender, Work work, Site site)
            throws IOException, LoadProblem, InterruptedException {
        Files.createDirectories(site.folder());
        Target target = Target.of(work, site.port(), site.credentials());
        Launch launch = contender.prepare(work, site);
        long began = System.nanoTime();
        Child process =
                Child.start(Core.PROXY, site.folder().resolve("output.log"), launch.environment(), launch.command());
        try {
            awaitAnswer(contender, process, target);
        } catch (LoadProblem | InterruptedException | RuntimeException failure) {
            process.close();
            throw failure;
        }
        return new Running(contender, work, target, process, (System.nanoTime() - began) / 1e6);
    }

    private static void awaitAnswer(Contender contender, Child process, Target target)
            throws LoadProblem, InterruptedException {
        long stopAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        String last = "nothing";
        while (process.isAlive() && System.nanoTime() - stopAt < 0) {
            try (Client client = Client.connect(target, 1)) {
                Driven driven = client.drive(1, 10);
                if (driven.errors() == 0 && driven.answered() == 1) {
                    return;
                }
                last = driven.firstError();
            } catch (LoadProblem notYet) {
                last = notYet.getMessage();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new LoadProblem(contender.title() + " gives no answer (" + last + "); it said:\n" + process.lastWords());
    }

    Contender contender() {
        return contender;
    }

    /**
     * Drives it for so long, and measures nothing. Connections come and go meanwhile: a JVM that has only ever seen them
     * open compiles its code again when they close.
     */
    void warm(int seconds) throws LoadProblem, InterruptedException {
        for (int left = seconds; left > 0; left -= WARM_SECONDS) {
            try (Client client = Client.connect(target, CONNECTIONS)) {
                require(client.drive(Long.MAX_VALUE, Math.min(left, WARM_SECONDS)));
            }
        }
    }

    /** One run of so many small requests, or as many larger ones as take about as long. */
    Measured measure(int small) throws LoadProblem, InterruptedException {
        try (Client idle = Client.connect(target, work.idleConnections());
                Client client = Client.connect(target, CONNECTIONS)) {
            idle.askOnce();
            require(client.drive(work.requests(FIRST_REQUESTS), LONGEST_RUN_SECONDS));
            long before = process.cpuMicros();
            Driven driven = require(client.drive(work.requests(small), LONGEST_RUN_SECONDS));
            long used = process.cpuMicros() - before;
            return new Measured(
                    (double) used / driven.answered(),
                    driven.perSecond(),
                    driven.millis(50),
                    driven.millis(99),
                    driven.millis(99.9),
                    process.residentBytes() / 1048576.0,
                    startMillis);
        }
    }

    /** Drives it once more while the profiler watches; gives the flame graph. */
    Path profile(Profiler profiler, Path into) throws LoadProblem, InterruptedException {
        String name = "profile-" + work.title() + "-" + word(contender);
        Path graph = into.resolve(name + ".html");
        try (Client client = Client.connect(target, CONNECTIONS)) {
            profiler.start(process.id());
            require(client.drive(Long.MAX_VALUE, PROFILE_SECONDS));
            profiler.stop(process.id(), graph, into.resolve(name + ".txt"));
        }
        return graph;
    }

    /** A contender's title as a part of a file's name. */
    static String word(Contender contender) {
        return contender.title().replaceAll("[^A-Za-z]+", "-");
    }

    private Driven require(Driven driven) throws LoadProblem {
        if (driven.errors() > 0 || driven.answered() == 0) {
            throw new LoadProblem(contender.title() + ", " + work.title() + ": " + driven.errors() + " errors beside "
                    + driven.answered() + " answers, the first: " + driven.firstError());
        }
        return driven;
    }

    @Override
    public void close() {
        process.close();
    }
}
