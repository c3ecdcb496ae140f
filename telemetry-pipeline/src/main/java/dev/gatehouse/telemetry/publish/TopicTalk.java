package dev.gatehouse.telemetry.publish;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the operator hears about the topics: each thing in one line, and not again until it has changed.
 *
 * <p>For the thread that looks at the topics.
 */
final class TopicTalk {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

    private final Map<Topic, List<TopicDifference>> told = new EnumMap<>(Topic.class);
    private final Set<String> troubles = new HashSet<>();

    void created(Topic topic, int partitions) {
        LOG.info("telemetry topic created topic={} partitions={}", topic.topicName(), partitions);
    }

    void grown(Topic topic, int from, int to) {
        LOG.warn(
                "telemetry topic had fewer partitions than numbers were given in, and was grown topic={} found={} now={}",
                topic.topicName(),
                from,
                to);
    }

    void refused(String what, Topic topic, Exception failure) {
        once(
                what + topic,
                "telemetry topic could not be " + what + " topic=" + topic.topicName() + " reason="
                        + KafkaReason.of(failure));
    }

    void settingsNotShown(Exception failure) {
        once("settings", "telemetry topics' settings not checked reason=" + KafkaReason.of(failure));
    }

    /** Nothing goes on until this has passed. */
    void waits(Exception failure) {
        // By its kind: the words of a timeout have the time in them.
        once(KafkaReason.kindOf(failure), "telemetry waits for Kafka reason=" + KafkaReason.of(failure));
    }

    void differences(Topic topic, List<TopicDifference> differences) {
        List<TopicDifference> before = told.getOrDefault(topic, List.of());
        told.put(topic, differences);
        for (TopicDifference difference : differences) {
            if (!before.contains(difference)) {
                LOG.warn(
                        "telemetry topic is not as wanted topic={} setting={} found={} wanted={} mend=\"{}\"",
                        topic.topicName(),
                        difference.setting(),
                        difference.found(),
                        difference.wanted(),
                        difference.mend());
            }
        }
    }

    /** All is well; the next trouble is a new one. */
    void settled() {
        if (!troubles.isEmpty()) {
            LOG.info("telemetry topics checked after trouble");
        }
        troubles.clear();
    }

    private void once(String trouble, String line) {
        if (troubles.add(trouble)) {
            LOG.warn(line);
        }
    }
}
