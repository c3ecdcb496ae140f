package dev.gatehouse.gateway.cli;

import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.StartAt;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code gatehouse tap}: events from Kafka as they arrive.
 *
 * <p>It joins no consumer group, so looking leaves no trace in the broker. Without a word about where to begin it starts
 * with the next event, except with {@code --trace}: a request that somebody has the id of is over.
 */
@Command(
        name = "tap",
        description = "Prints events from Kafka as they arrive, one line each.",
        footer = {
            "",
            "Examples:",
            "  gatehouse tap                                  requests, from now on",
            "  gatehouse tap --denied --from-beginning        who was refused what, and why",
            "  gatehouse tap --trace ID                       everything about one request",
            "  gatehouse tap --since 5m --format json | jq .  the last five minutes, as they lie in Kafka"
        })
final class TapCommand implements Callable<Integer> {
    static final String REQUESTS = "gatehouse.requests.v1";
    static final String DECISIONS = "gatehouse.decisions.v1";
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration UNTIL_TOPICS_ARE_LOOKED_FOR_AGAIN = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Broker broker = new Broker();

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "A topic to read; may be given more than once (default: " + REQUESTS + ", with --denied "
                    + DECISIONS + ", with --trace both).")
    private List<String> topics = List.of();

    @Option(
            names = "--trace",
            paramLabel = "ID",
            description = "Only the request with this id, as in X-Request-Id or traceparent.")
    private @Nullable String trace;

    @Option(names = "--denied", description = "Only what the policy denied, enforced or not.")
    private boolean isDeniedOnly;

    @ArgGroup
    private Beginning beginning = new Beginning();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "One readable line each, or the event as it lies in Kafka (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Option(names = "--count", paramLabel = "N", description = "Stop after this many events.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "Stop after this long, such as 30s.")
    private Duration timeout = Duration.ofDays(36_500);

    /** Where to begin; one of the two. */
    static final class Beginning {
        @Option(names = "--from-beginning", description = "Begin with the oldest event that is kept.")
        private boolean isOldest;

        @Option(names = "--since", paramLabel = "DURATION", description = "Begin this long ago, such as 5m.")
        private @Nullable Duration since;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try (StopSignal signal = StopSignal.install()) {
            read(signal, err);
            return ExitCode.OK;
        } catch (InterruptException asked) {
            return ExitCode.OK;
        } catch (KafkaException unreachable) {
            return broker.unanswered(err, unreachable);
        }
    }

    private void read(StopSignal signal, PrintWriter err) {
        EventFilter filter = new EventFilter(trace, isDeniedOnly);
        KafkaAccess kafka = broker.access();
        long endsAt = System.nanoTime() + timeout.toNanos();
        long left = count;
        StartAt start = start();
        while (left > 0 && System.nanoTime() < endsAt && !signal.isAsked()) {
            try (EventReader reader = EventReader.open(kafka, chosenTopics(), start, ANSWER_DEADLINE)) {
                if (reader.isEmpty()) {
                    err.println("none of " + String.join(", ", chosenTopics()) + " exists yet, waiting");
                    err.flush();
                    signal.await(UNTIL_TOPICS_ARE_LOOKED_FOR_AGAIN);
                    // What is written until then must not be missed.
                    start = StartAt.earliest();
                }
                while (!reader.isEmpty() && left > 0 && System.nanoTime() < endsAt && !signal.isAsked()) {
                    left -= print(reader.poll(POLL), filter, left);
                }
            }
        }
    }

    private long print(List<ReadRecord> records, EventFilter filter, long atMost) {
        PrintWriter out = spec.commandLine().getOut();
        long printed = 0;
        for (ReadRecord record : records) {
            TappedEvent event = TappedEvent.of(record);
            if (printed < atMost && filter.passes(event)) {
                out.println(format == Format.JSON ? event.json() : event.line());
                printed++;
            }
        }
        out.flush();
        return printed;
    }

    private List<String> chosenTopics() {
        if (!topics.isEmpty()) {
            return topics;
        }
        if (isDeniedOnly) {
            return List.of(DECISIONS);
        }
        return trace == null ? List.of(REQUESTS) : List.of(REQUESTS, DECISIONS);
    }

    private StartAt start() {
        if (beginning.since != null) {
            return StartAt.time(Instant.now().minus(beginning.since));
        }
        return beginning.isOldest || trace != null ? StartAt.earliest() : StartAt.latest();
    }
}
