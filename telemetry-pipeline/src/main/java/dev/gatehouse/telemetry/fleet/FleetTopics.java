package dev.gatehouse.telemetry.fleet;

import dev.gatehouse.telemetry.publish.KafkaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Sees to it that the topics of the fleet are there. */
final class FleetTopics {
    private static final Duration RETENTION = Duration.ofDays(90);

    private final KafkaAccess kafka;
    private final FleetSettings settings;

    FleetTopics(KafkaAccess kafka, FleetSettings settings) {
        this.kafka = kafka;
        this.settings = settings;
    }

    /**
     * Makes the topic of minutes unless it is there. False if there is none of windows yet: that is the gateways' to
     * make, and the minutes have as many partitions.
     *
     * @throws KafkaException if the broker does not answer, or does not allow it
     */
    boolean areThere() {
        try (Admin admin = kafka.admin(settings.applicationId())) {
            OptionalInt partitions = partitions(admin);
            if (partitions.isEmpty()) {
                return false;
            }
            NewTopic minutes = new NewTopic(
                            settings.minutes(), Optional.of(partitions.getAsInt()), replication(settings))
                    .configs(Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG,
                            TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                            TopicConfig.RETENTION_MS_CONFIG,
                            Long.toString(RETENTION.toMillis())));
            if (!admin.listTopics().names().get().contains(settings.minutes())) {
                create(admin, minutes);
            }
            return true;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Optional<Short> replication(FleetSettings settings) {
        return settings.replication() < 0 ? Optional.empty() : Optional.of(settings.replication());
    }

    private OptionalInt partitions(Admin admin) throws ExecutionException, InterruptedException {
        try {
            TopicDescription found = admin.describeTopics(List.of(settings.windows()))
                    .allTopicNames()
                    .get()
                    .get(settings.windows());
            return found == null
                    ? OptionalInt.empty()
                    : OptionalInt.of(found.partitions().size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    private static void create(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(Set.of(topic)).all().get();
        } catch (ExecutionException e) {
            // Another process of the same application was faster.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
