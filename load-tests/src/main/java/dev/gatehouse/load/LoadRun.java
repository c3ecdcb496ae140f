package dev.gatehouse.load;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/** One run from the first request to the last event, watched by the main thread. */
final class LoadRun {
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);

    private final LoadPlan plan;
    private final GatewayProcess process;
    private final PrintWriter progress;

    LoadRun(LoadPlan plan, GatewayProcess process, PrintWriter progress) {
        this.plan = plan;
        this.process = process;
        this.progress = progress;
    }

    LoadReport run(EventTopic topic) throws LoadProblem, InterruptedException {
        EventCount events = EventCount.begin(topic);
        Window window = Window.of(plan, System.nanoTime());
        try (Crowd crowd = new Crowd(plan, window)) {
            CompletableFuture<Void> everybody = crowd.enter();
            watchUntil(window.measuredFrom(), crowd, everybody, "warm-up");
            Reading begin = Reading.take(process, crowd);
            watchUntil(window.endsAt(), crowd, everybody, "measured");
            Reading end = Reading.take(process, crowd);
            finish(everybody);
            drain(crowd);
            progress.println("waiting for the events of " + crowd.answers() + " answers");
            progress.flush();
            return report(crowd, begin, end, events.await(crowd.answers(), plan.eventsWithin()));
        }
    }

    private void watchUntil(long moment, Crowd crowd, CompletableFuture<Void> everybody, String phase)
            throws InterruptedException {
        long began = System.nanoTime();
        long left = moment - began;
        while (left > 0 && !everybody.isDone()) {
            long answersBefore = crowd.answers();
            long tick = Math.min(left, PROGRESS_EVERY.toNanos());
            TimeUnit.NANOSECONDS.sleep(tick);
            say(phase, crowd, answersBefore, tick / 1e9);
            left = moment - System.nanoTime();
        }
    }

    private void say(String phase, Crowd crowd, long answersBefore, double seconds) {
        Histogram interval = drain(crowd);
        long errors = crowd.tallies().stream()
                .flatMap(tally -> tally.errors().values().stream())
                .mapToLong(Long::longValue)
                .sum();
        progress.printf(
                Locale.ROOT,
                "%-8s %9d answers %8.0f per s  p99 %8s ms  %d errors%n",
                phase,
                crowd.answers(),
                (crowd.answers() - answersBefore) / seconds,
                interval.getTotalCount() == 0
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f", interval.getValueAtPercentile(99) / 1000.0),
                errors);
        progress.flush();
    }

    /** A lane waits no longer than its last answer's deadline and one pause. */
    static void finish(CompletableFuture<Void> everybody) throws LoadProblem, InterruptedException {
        try {
            everybody.get(Crowd.ANSWER_DEADLINE.toMillis() * 3, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new LoadProblem("the last requests did not end: " + failure, failure);
        }
    }

    /** The latencies of all since the last call, in microseconds. */
    static Histogram drain(Crowd crowd) {
        Histogram all = new Histogram(Tally.LONGEST_MICROS, Tally.DIGITS);
        crowd.tallies().forEach(tally -> all.add(tally.drainInterval()));
        return all;
    }

    private LoadReport report(Crowd crowd, Reading begin, Reading end, long events) {
        double seconds = plan.duration().toMillis() / 1000.0;
        List<LoadReport.Row> rows = new ArrayList<>();
        Histogram sum = new Histogram(Tally.LONGEST_MICROS, Tally.DIGITS);
        for (Tally tally : crowd.tallies()) {
            sum.add(tally.latency());
            rows.add(LoadReport.Row.of(
                    tally.scenario().name(), tally.protocol().version(), tally.latency(), seconds, tally.errors()));
        }
        OptionalLong cpu = end.cpuSince(begin);
        long answered = end.answers() - begin.answers();
        boolean isMeasured = cpu.isPresent() && answered > 0;
        return new LoadReport(
                "https://" + plan.host() + ":" + plan.port(),
                loadInWords(),
                seconds,
                rows,
                LoadReport.Row.of("all", "", sum, seconds, ReportTable.merged(rows)),
                isMeasured ? cpu.getAsLong() / (double) answered : null,
                cpuNote(isMeasured),
                crowd.answers(),
                crowd.tallies().stream().mapToLong(Tally::unanswered).sum(),
                events);
    }

    private String cpuNote(boolean isMeasured) {
        if (isMeasured) {
            return "user and system time of process " + process.pid().orElseThrow()
                    + " (the demo's process holds its backends, too)";
        }
        return process.absence().isEmpty() ? "the process ended, or answered nothing" : process.absence();
    }

    private String loadInWords() {
        String pace = plan.isOpenLoop() ? "constant " + plan.rate() + " requests per s" : "closed loop";
        return pace + ", " + plan.connections() + " connections, " + plan.streams() + " streams on each of HTTP/2, "
                + plan.warmup().toMillis() / 1000.0 + " s warm-up, "
                + plan.duration().toMillis() / 1000.0
                + " s measured";
    }

    /** Processor time and answers at one moment. */
    private record Reading(OptionalLong cpuMicros, long answers) {

        static Reading take(GatewayProcess process, Crowd crowd) {
            return new Reading(process.cpuMicros(), crowd.answers());
        }

        OptionalLong cpuSince(Reading earlier) {
            return cpuMicros.isPresent() && earlier.cpuMicros.isPresent()
                    ? OptionalLong.of(cpuMicros.getAsLong() - earlier.cpuMicros.getAsLong())
                    : OptionalLong.empty();
        }
    }
}
