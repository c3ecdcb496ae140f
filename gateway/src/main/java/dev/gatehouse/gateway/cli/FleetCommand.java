package dev.gatehouse.gateway.cli;

import dev.gatehouse.telemetry.fleet.FleetApplication;
import dev.gatehouse.telemetry.fleet.FleetCounts;
import dev.gatehouse.telemetry.fleet.FleetSettings;
import dev.gatehouse.telemetry.publish.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gatehouse fleet}: merges the windows of all gateways into minutes until it is asked to stop. */
@Command(
        name = "fleet",
        description = {
            "Merges the golden signals of all gateways into one-minute windows of the fleet,",
            "from gatehouse.signals.v1 to " + FleetSettings.MINUTES + ", until Ctrl-C or SIGTERM.",
            "Several of them share the work. Nothing is counted twice, nor left out."
        },
        footer = {
            "",
            "Examples:",
            "  gatehouse fleet --config /etc/gatehouse    with the brokers of a gateway",
            "  gatehouse signals --fleet                  what it wrote, as a table"
        })
final class FleetCommand implements Callable<Integer> {
    private static final Duration PROGRESS = Duration.ofSeconds(10);
    private static final Duration UNTIL_THE_TOPIC_IS_LOOKED_FOR_AGAIN = Duration.ofSeconds(2);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Broker broker = new Broker();

    @Option(
            names = "--application-id",
            paramLabel = "NAME",
            defaultValue = FleetSettings.APPLICATION,
            description = "Those with the same name share the work (default: ${DEFAULT-VALUE}).")
    private String applicationId = FleetSettings.APPLICATION;

    @Option(
            names = "--replication",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Replicas of the topics that it makes (default: as the brokers do).")
    private short replication = -1;

    @Override
    public Integer call() {
        if (replication == 0 || replication < -1) {
            throw new ParameterException(spec.commandLine(), "--replication: a number of replicas, such as 3");
        }
        PrintWriter err = spec.commandLine().getErr();
        FleetSettings settings =
                new FleetSettings(applicationId, Topic.SIGNALS.topicName(), FleetSettings.MINUTES, replication);
        try (StopSignal signal = StopSignal.install()) {
            return run(settings, signal, err);
        } catch (InterruptException asked) {
            return ExitCode.OK;
        } catch (KafkaException unreachable) {
            return broker.unanswered(err, unreachable);
        }
    }

    private int run(FleetSettings settings, StopSignal signal, PrintWriter err) {
        boolean isTold = false;
        while (!signal.isAsked()) {
            Optional<FleetApplication> started = FleetApplication.start(broker.access(), settings);
            if (started.isPresent()) {
                try (FleetApplication fleet = started.get()) {
                    return watch(fleet, signal, err);
                }
            }
            if (!isTold) {
                tell(err, settings.windows() + " does not exist yet: no gateway has written to it; waiting");
                isTold = true;
            }
            signal.await(UNTIL_THE_TOPIC_IS_LOOKED_FOR_AGAIN);
        }
        return ExitCode.OK;
    }

    private static int watch(FleetApplication fleet, StopSignal signal, PrintWriter err) {
        tell(err, "merging");
        while (!signal.isAsked() && fleet.isAlive()) {
            signal.await(PROGRESS);
            FleetCounts counts = fleet.counts();
            tell(
                    err,
                    String.format(
                            Locale.ROOT,
                            "%,d windows merged, %,d had come before, %,d unreadable, %,d rows written%s",
                            counts.windows(),
                            counts.duplicates(),
                            counts.unreadable(),
                            counts.rows(),
                            fleet.isRunning() ? "" : ", waiting for a share of the work"));
        }
        if (signal.isAsked()) {
            return ExitCode.OK;
        }
        tell(err, "ended: " + fleet.failure().orElse("Kafka Streams gave up"));
        tell(
                err,
                "   = help: where the topic of windows was given more partitions, begin anew with another"
                        + " --application-id; what is kept there is read once more");
        return ExitCode.PROBLEM;
    }

    private static void tell(PrintWriter err, String line) {
        err.println(line);
        err.flush();
    }
}
