package dev.gatehouse.telemetry.fleet;

import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.KafkaReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges the windows of all gateways into minutes for as long as it runs.
 *
 * <p>What it knows lives in memory and in topics of its own, and each step is one transaction: after a crash, or on
 * another machine, it goes on where it was, and no window is counted twice or not at all. Several processes with the same
 * application id divide the work.
 */
public final class FleetApplication implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetApplication.class);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(30);

    private final FleetCounts counts = new FleetCounts();
    private final AtomicReference<String> failure = new AtomicReference<>();
    private final KafkaStreams streams;
    private final Path folder;

    private FleetApplication(KafkaAccess kafka, FleetSettings settings) {
        folder = temporaryFolder();
        Properties properties = new Properties();
        properties.putAll(kafka.streams());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) settings.replication());
        // As in our own producers: a second request could be taken by a new partition that refused the first.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        // Stores are in memory; Streams keeps its lock there all the same.
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        streams = new KafkaStreams(FleetTopology.of(settings.windows(), settings.minutes(), counts), properties);
        streams.setUncaughtExceptionHandler(this::onFailure);
    }

    /**
     * Starts it, if the gateways' topic is there; empty if it is not yet.
     *
     * @throws KafkaException if the broker does not answer, or refuses
     */
    public static Optional<FleetApplication> start(KafkaAccess kafka, FleetSettings settings) {
        if (!new FleetTopics(kafka, settings).areThere()) {
            return Optional.empty();
        }
        FleetApplication application = new FleetApplication(kafka, settings);
        application.streams.start();
        return Optional.of(application);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("gatehouse-fleet");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse onFailure(Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        if (cause instanceof RetriableException) {
            LOG.warn("fleet begins anew reason={}", KafkaReason.of(cause));
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        failure.compareAndSet(null, KafkaReason.of(cause));
        return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Whether it reads, or is about to. */
    public boolean isAlive() {
        return failure.get() == null && !streams.state().hasCompletedShutdown();
    }

    /** Whether it has its share of the work and reads. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Why it ended by itself; empty if it did not. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** What became of the records so far, in this process. */
    public FleetCounts counts() {
        return counts;
    }

    /** Ends within half a minute; what was not committed by then is read again at the next start. */
    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSE_DEADLINE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        deleteFolder();
    }

    private void deleteFolder() {
        try {
            Utils.delete(folder.toFile());
        } catch (IOException e) {
            LOG.debug("left behind folder={} reason={}", folder, e.toString());
        }
    }
}
