package dev.gatehouse.gateway.cli;

import dev.gatehouse.gateway.signals.SignalsJson;
import dev.gatehouse.gateway.signals.SignalsTable;
import dev.gatehouse.telemetry.fleet.FleetSettings;
import dev.gatehouse.telemetry.fleet.RecentSignals;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.StartAt;
import dev.gatehouse.telemetry.read.UpToNow;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse signals}: the four golden signals of each route, again and again. */
@Command(
        name = "signals",
        description = "Shows traffic, latency, errors and saturation of each route, and refreshes them.",
        footer = {
            "",
            "Examples:",
            "  gatehouse signals                               the last minute, from the gateways' windows",
            "  gatehouse signals --by route,caller --over 5m   who calls what",
            "  gatehouse signals --fleet                       from the minutes that `gatehouse fleet` writes",
            "  gatehouse signals --once --format json | jq .   for programs"
        })
final class SignalsCommand implements Callable<Integer> {
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(250);
    /** A window is published after its end, and a minute's row goes on growing for a while. */
    private static final Duration SLACK = Duration.ofMinutes(3);

    private static final Set<String> KNOWN = Set.of("route", "caller", "callee");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Broker broker = new Broker();

    @Option(names = "--fleet", description = "Read the minutes of the fleet instead of the gateways' windows.")
    private boolean isFleet;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "route",
            description = "A row for each of these: route, caller, callee (default: ${DEFAULT-VALUE}).")
    private List<String> by = List.of("route");

    @Option(names = "--route", paramLabel = "ID", description = "Only this route.")
    private @Nullable String route;

    @Option(names = "--over", paramLabel = "DURATION", description = "How far back (default: 1m, with --fleet 5m).")
    private @Nullable Duration over;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "30",
            description = "So many rows, the busiest first; the others together (default: ${DEFAULT-VALUE}).")
    private int limit = 30;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            defaultValue = "2s",
            description = "How often it is shown anew (default: ${DEFAULT-VALUE}).")
    private Duration every = Duration.ofSeconds(2);

    @Option(names = "--once", description = "Show it once and stop; 1 if there was nothing to show.")
    private boolean isOnce;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "For people or for programs (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Override
    public Integer call() {
        check(KNOWN.containsAll(by) && by.stream().distinct().count() == by.size(), "--by: route, caller and callee");
        check(limit > 0, "--limit: at least 1");
        check(!every.isZero(), "--every: more than nothing");
        PrintWriter err = spec.commandLine().getErr();
        try (StopSignal signal = StopSignal.install()) {
            return show(signal, err);
        } catch (InterruptException asked) {
            return ExitCode.OK;
        } catch (KafkaException unreachable) {
            return broker.unanswered(err, unreachable);
        }
    }

    private void check(boolean isGood, String words) {
        if (!isGood) {
            throw new ParameterException(spec.commandLine(), words);
        }
    }

    private int show(StopSignal signal, PrintWriter err) {
        RecentSignals signals = new RecentSignals(howFar(), by, route);
        StartAt start = StartAt.time(Instant.now().minus(howFar()).minus(SLACK));
        while (!signal.isAsked()) {
            try (EventReader reader = EventReader.open(broker.access(), List.of(topic()), start, ANSWER_DEADLINE)) {
                UpToNow.read(reader, signals::add, new ProgressLine(err, System::nanoTime));
                boolean isSomething = print(signals, err);
                if (isOnce) {
                    return isSomething ? ExitCode.OK : ExitCode.PROBLEM;
                }
                while (!signal.isAsked() && !reader.isEmpty()) {
                    readFor(every, reader, signals, signal);
                    print(signals, err);
                }
            }
            // The topic is not there yet.
            signal.await(every);
        }
        return ExitCode.OK;
    }

    private static void readFor(Duration time, EventReader reader, RecentSignals signals, StopSignal signal) {
        long stopAt = System.nanoTime() + time.toNanos();
        while (!signal.isAsked() && System.nanoTime() - stopAt < 0) {
            reader.poll(POLL).forEach(signals::add);
        }
    }

    private boolean print(RecentSignals signals, PrintWriter err) {
        RecentSignals.Seen seen = signals.at(Instant.now());
        if (seen.isEmpty()) {
            err.println("no window of the last " + howFar().toSeconds() + " s in " + topic() + "; "
                    + (isFleet ? "does `gatehouse fleet` run?" : "does a gateway run? It writes one every 10 s"));
            err.flush();
            return false;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (!isOnce && format == Format.TEXT && System.console() != null) {
            // The terminal's words for: to the top, and clear.
            out.print("\033[H\033[2J");
        }
        out.print(format == Format.JSON ? SignalsJson.of(seen, by) + "\n" : new SignalsTable(by, limit).of(seen));
        if (!isOnce && format == Format.TEXT) {
            out.println();
        }
        out.flush();
        return true;
    }

    private Duration howFar() {
        if (over != null) {
            return over;
        }
        return isFleet ? Duration.ofMinutes(5) : Duration.ofMinutes(1);
    }

    private String topic() {
        return isFleet ? FleetSettings.MINUTES : Topic.SIGNALS.topicName();
    }
}
