package dev.gatehouse.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** One fault under load: before, meanwhile and after, and what the ledger says when all is quiet again. */
final class FaultRun {
    private static final Duration WARMUP = Duration.ofSeconds(10);
    private static final Duration PROOF_DEADLINE = Duration.ofSeconds(180);
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private final Fault fault;
    private final Path home;
    private final Path directory;
    private final Times times;
    private final PrintWriter progress;

    /** How long each part takes, and how many connections drive it. */
    record Times(Duration before, Duration outage, Duration after, int connections, int rate) {}

    FaultRun(Fault fault, Path home, Path directory, Times times, PrintWriter progress) {
        this.fault = fault;
        this.home = home;
        this.directory = directory;
        this.times = times;
        this.progress = progress;
    }

    FaultReport run() throws LoadProblem, InterruptedException {
        try (Fault.Stage stage = new Fault.Stage(home, directory)) {
            new Readiness("localhost", stage.demo().managementPort()).await(Duration.ofSeconds(60));
            LoadPlan plan = plan(stage.demo());
            Window window = Window.of(plan, System.nanoTime());
            try (Crowd crowd = new Crowd(plan, window)) {
                CompletableFuture<Void> everybody = crowd.enter();
                pass("warm-up", WARMUP, stage);
                LoadRun.drain(crowd);
                pass("before", times.before(), stage);
                Histogram before = LoadRun.drain(crowd);
                say("begin");
                fault.begin(stage);
                long unready = pass("meanwhile", times.outage(), stage);
                Histogram meanwhile = LoadRun.drain(crowd);
                say("end");
                fault.end(stage);
                unready += pass("after", times.after(), stage);
                LoadRun.finish(everybody);
                Histogram after = LoadRun.drain(crowd);
                long failed =
                        crowd.tallies().stream().mapToLong(Tally::unanswered).sum();
                DemoProcess.Printed ledger = ledger(stage);
                return new FaultReport(
                        fault,
                        crowd.answers(),
                        failed,
                        unready,
                        before.getValueAtPercentile(99),
                        meanwhile.getValueAtPercentile(99),
                        after.getValueAtPercentile(99),
                        ledger);
            }
        }
    }

    private LoadPlan plan(DemoProcess demo) throws LoadProblem {
        return new LoadPlan(
                        "localhost",
                        demo.port(),
                        directory,
                        Scenario.mix(List.of()),
                        Protocol.from("both"),
                        times.connections(),
                        4,
                        times.rate(),
                        WARMUP,
                        times.before().plus(times.outage()).plus(times.after()),
                        Duration.ofSeconds(30))
                .checked();
    }

    /** Lets time pass, and counts how often the gateway said meanwhile that it is not ready. */
    private long pass(String phase, Duration duration, Fault.Stage stage) throws InterruptedException {
        say(phase);
        long stopAt = System.nanoTime() + duration.toNanos();
        long unready = 0;
        long left = duration.toNanos();
        while (left > 0) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, ASK_EVERY.toNanos()));
            if (!fault.cutsRequests() && ask(stage, "/health/readiness").isEmpty()) {
                unready++;
            }
            left = stopAt - System.nanoTime();
        }
        return unready;
    }

    /** Asks until the ledger is proved, or the time is over. */
    private DemoProcess.Printed ledger(Fault.Stage stage) throws LoadProblem, InterruptedException {
        long giveUpAt = System.nanoTime() + PROOF_DEADLINE.toNanos();
        awaitNothingPending(stage, giveUpAt);
        DemoProcess.Printed printed = stage.demo().run("ledger", "verify");
        while (printed.exit() != 0 && !fault.takesRecordsAway() && System.nanoTime() - giveUpAt < 0) {
            TimeUnit.SECONDS.sleep(2);
            printed = stage.demo().run("ledger", "verify");
        }
        return printed;
    }

    private void awaitNothingPending(Fault.Stage stage, long giveUpAt) throws InterruptedException {
        say("until nothing waits for Kafka any more");
        while (pending(ask(stage, "/metrics")) > 0 && System.nanoTime() - giveUpAt < 0) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static double pending(String metrics) {
        if (metrics.isEmpty()) {
            return 1;
        }
        return metrics.lines()
                .filter(line -> line.startsWith("gatehouse_telemetry_pending{") && line.contains("requests"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What the management port answers; empty unless it answers 200. */
    private static String ask(Fault.Stage stage, String path) throws InterruptedException {
        URI uri = URI.create("http://localhost:" + stage.demo().managementPort() + path);
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException unreachable) {
            return "";
        }
    }

    private void say(String what) {
        progress.println(fault.word() + ": " + what);
        progress.flush();
    }
}
