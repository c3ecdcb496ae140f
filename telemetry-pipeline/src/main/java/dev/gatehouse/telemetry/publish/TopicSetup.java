package dev.gatehouse.telemetry.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing and learns how many partitions the others have.
 *
 * <p>Runs in the background until a broker answered, so that a start never waits for Kafka. A broker that says no (for
 * want of rights, say) settles the matter too: then the topics are somebody else's to create.
 */
final class TopicSetup implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 5000;
    private static final long ANSWER_SECONDS = 15;

    private final KafkaAccess kafka;
    private final TopicLayout layout;
    private final PartitionCounts partitions;
    private final Thread thread;

    TopicSetup(KafkaAccess kafka, TopicLayout layout, PartitionCounts partitions) {
        this.kafka = kafka;
        this.layout = layout;
        this.partitions = partitions;
        this.thread = new Thread(this, "gatehouse-telemetry-topics");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    @Override
    public void run() {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            while (!isSettled()) {
                TimeUnit.MILLISECONDS.sleep(pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
            }
            partitions.settle();
        } catch (InterruptedException e) {
            // The gateway stops before a broker was ever seen: the senders count what they hold as lost.
            Thread.currentThread().interrupt();
        }
    }

    private boolean isSettled() throws InterruptedException {
        Admin admin = null;
        try {
            admin = kafka.admin("gatehouse-topics");
            create(admin);
            learn(admin);
            return true;
        } catch (ExecutionException | java.util.concurrent.TimeoutException | RuntimeException e) {
            return isFinal(e);
        } finally {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
        }
    }

    private static boolean isFinal(Exception failure) {
        Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
        boolean refused = cause instanceof ApiException && !isPassing(cause);
        if (refused) {
            LOG.warn("telemetry topics not checked reason={}", String.valueOf(cause));
        } else {
            LOG.debug("telemetry topics not checked yet reason={}", String.valueOf(cause));
        }
        return refused;
    }

    private static boolean isPassing(Throwable cause) {
        return cause instanceof RetriableException || cause instanceof InvalidReplicationFactorException;
    }

    private void create(Admin admin)
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        List<NewTopic> wanted = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            wanted.add(new NewTopic(topic.topicName(), layout.partitionsOf(topic), layout.replication())
                    .configs(topic.keeping()));
        }
        for (Map.Entry<String, KafkaFuture<Void>> created :
                admin.createTopics(wanted).values().entrySet()) {
            try {
                created.getValue().get(ANSWER_SECONDS, TimeUnit.SECONDS);
                LOG.info("telemetry topic created topic={}", created.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private void learn(Admin admin)
            throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
        for (Topic topic : Topic.values()) {
            TopicDescription found = admin.describeTopics(List.of(topic.topicName()))
                    .allTopicNames()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .get(topic.topicName());
            if (found == null) {
                continue;
            }
            int count = found.partitions().size();
            if (count != layout.partitionsOf(topic)) {
                LOG.warn(
                        "telemetry topic has other partitions than configured topic={} found={} configured={}",
                        topic.topicName(),
                        count,
                        layout.partitionsOf(topic));
            }
            partitions.learn(topic, count);
        }
    }
}
