package dev.gatehouse.telemetry.publish;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * One look at the topics: creates those that are missing, learns how many partitions there are, and says where a topic
 * is not as it was wanted.
 *
 * <p>What exists is changed in one case only: a topic with fewer partitions than numbers were given in is grown, because
 * records already name the partitions that are not there. It was deleted under us and made anew by the broker, or it was
 * not known yet when the first requests came.
 */
final class TopicCheck {
    private static final long ANSWER_SECONDS = 15;
    private static final List<String> NAMES =
            Arrays.stream(Topic.values()).map(Topic::topicName).toList();

    private final Admin admin;
    private final TopicLayout layout;
    private final PartitionCounts partitions;
    private final TopicTalk talk;

    TopicCheck(Admin admin, TopicLayout layout, PartitionCounts partitions, TopicTalk talk) {
        this.admin = admin;
        this.layout = layout;
        this.partitions = partitions;
        this.talk = talk;
    }

    /** Whether nothing is left to wait for: each topic is there, or not ours to make. */
    boolean isDone() throws InterruptedException, ExecutionException, TimeoutException {
        Map<Topic, TopicDescription> found = new EnumMap<>(Topic.class);
        boolean isDone = true;
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(NAMES).topicNameValues();
        for (Topic topic : Topic.values()) {
            isDone &= isFoundOrCreated(topic, asked.get(topic.topicName()), found);
        }
        for (Map.Entry<Topic, TopicDescription> each : found.entrySet()) {
            isDone &= isGrown(each.getKey(), each.getValue().partitions().size());
        }
        if (isDone) {
            compare(found);
        }
        return isDone;
    }

    private boolean isFoundOrCreated(
            Topic topic, @Nullable KafkaFuture<TopicDescription> asked, Map<Topic, TopicDescription> found)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            found.put(topic, answer(asked));
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return isCreated(topic);
            }
            if (e.getCause() instanceof AuthorizationException) {
                talk.refused("described", topic, e);
                return true;
            }
            throw e;
        }
    }

    /** Made, or refused for good. */
    private boolean isCreated(Topic topic) throws InterruptedException, ExecutionException, TimeoutException {
        int count = Math.max(layout.partitionsOf(topic), partitions.numbered(topic));
        NewTopic wanted =
                new NewTopic(topic.topicName(), count, layout.replication()).configs(layout.settingsOf(topic));
        try {
            answer(admin.createTopics(List.of(wanted)).values().get(topic.topicName()));
            talk.created(topic, count);
            partitions.learn(topic, count);
            return true;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof TopicExistsException) {
                return false;
            }
            if (cause instanceof InvalidReplicationFactorException) {
                // The other brokers may be on their way.
                talk.waits(e);
                return false;
            }
            if (isFinal(cause)) {
                talk.refused("created", topic, e);
                return true;
            }
            throw e;
        }
    }

    private boolean isGrown(Topic topic, int count) throws InterruptedException, ExecutionException, TimeoutException {
        if (count >= partitions.numbered(topic)) {
            partitions.learn(topic, count);
            return true;
        }
        int before = Math.max(partitions.numbered(topic), partitions.of(topic));
        try {
            answer(admin.createPartitions(Map.of(topic.topicName(), NewPartitions.increaseTo(before)))
                    .values()
                    .get(topic.topicName()));
            talk.grown(topic, count, before);
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvalidPartitionsException) {
                // Somebody was faster.
                return false;
            }
            if (isFinal(e.getCause())) {
                talk.refused("grown", topic, e);
                partitions.learn(topic, count);
                return true;
            }
            throw e;
        }
    }

    private void compare(Map<Topic, TopicDescription> found)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Map<String, String>> settings = settingsOf(found);
        found.forEach((topic, description) -> {
            int replication = description.partitions().stream()
                    .mapToInt(partition -> partition.replicas().size())
                    .min()
                    .orElse(0);
            TopicShape shape = new TopicShape(
                    topic,
                    description.partitions().size(),
                    replication,
                    settings.getOrDefault(topic.topicName(), Map.of()));
            talk.differences(topic, shape.differencesFrom(layout));
        });
    }

    private Map<String, Map<String, String>> settingsOf(Map<Topic, TopicDescription> found)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<ConfigResource> resources = found.keySet().stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName()))
                .toList();
        Map<String, Map<String, String>> settings = new HashMap<>();
        for (Map.Entry<ConfigResource, KafkaFuture<Config>> asked :
                admin.describeConfigs(resources).values().entrySet()) {
            try {
                settings.put(asked.getKey().name(), known(answer(asked.getValue())));
            } catch (ExecutionException e) {
                if (!isFinal(e.getCause())) {
                    throw e;
                }
                talk.settingsNotShown(e);
            }
        }
        return settings;
    }

    /** The broker understood, and will say the same next time. */
    private static boolean isFinal(@Nullable Throwable failure) {
        return failure instanceof ApiException
                && !(failure instanceof RetriableException)
                && !(failure instanceof AuthenticationException);
    }

    private static Map<String, String> known(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private static <T> T answer(@Nullable KafkaFuture<T> asked)
            throws InterruptedException, ExecutionException, TimeoutException {
        return Objects.requireNonNull(asked).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
