package dev.gatehouse.telemetry.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as the broker has it, to be held against what was wanted. A topic that keeps more, longer or in more places
 * than was wanted is fine.
 *
 * @param settings those of the topic that are known; what is not there is not judged
 */
record TopicShape(Topic topic, int partitions, int replication, Map<String, String> settings) {
    private static final String CLEANUP = TopicConfig.CLEANUP_POLICY_CONFIG;
    private static final String RETENTION = TopicConfig.RETENTION_MS_CONFIG;
    private static final String IN_SYNC = TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;

    TopicShape {
        settings = Map.copyOf(settings);
    }

    /** Where it is not what was wanted, each with the command that would put it right. */
    List<TopicDifference> differencesFrom(TopicLayout layout) {
        Commands commands = new Commands(topic.topicName());
        Map<String, String> wanted = layout.settingsOf(topic);
        List<TopicDifference> differences = new ArrayList<>();
        int wantedPartitions = layout.partitionsOf(topic);
        if (partitions < wantedPartitions) {
            differences.add(different(
                    "partitions", partitions, Integer.toString(wantedPartitions), commands.grow(wantedPartitions)));
        } else if (partitions > wantedPartitions) {
            differences.add(different(
                    "partitions",
                    partitions,
                    Integer.toString(wantedPartitions),
                    "partitions: " + partitions + " in the configuration"));
        }
        if (replication < layout.replication()) {
            differences.add(different(
                    "replication.factor",
                    replication,
                    Short.toString(layout.replication()),
                    "kafka-reassign-partitions.sh with " + layout.replication() + " replicas for each partition"));
        }
        String cleanup = wanted.getOrDefault(CLEANUP, TopicConfig.CLEANUP_POLICY_DELETE);
        if (!settings.getOrDefault(CLEANUP, cleanup).equals(cleanup)) {
            differences.add(new TopicDifference(
                    topic, CLEANUP, settings.getOrDefault(CLEANUP, ""), cleanup, commands.set(CLEANUP, cleanup)));
        }
        String retention = wanted.get(RETENTION);
        if (retention != null && isShorter(settings.getOrDefault(RETENTION, retention), retention)) {
            differences.add(new TopicDifference(
                    topic,
                    RETENTION,
                    settings.getOrDefault(RETENTION, ""),
                    retention,
                    commands.set(RETENTION, retention)));
        }
        inSync(layout, commands, differences);
        return differences;
    }

    private void inSync(TopicLayout layout, Commands commands, List<TopicDifference> differences) {
        String wanted = Short.toString(layout.minInsyncReplicas());
        String found = settings.getOrDefault(IN_SYNC, wanted);
        if (number(found) > replication) {
            // No record could ever be written.
            String possible = Integer.toString(Math.min(layout.minInsyncReplicas(), replication));
            differences.add(new TopicDifference(topic, IN_SYNC, found, possible, commands.set(IN_SYNC, possible)));
        } else if (number(found) < layout.minInsyncReplicas() && replication >= layout.minInsyncReplicas()) {
            differences.add(new TopicDifference(topic, IN_SYNC, found, wanted, commands.set(IN_SYNC, wanted)));
        }
    }

    private TopicDifference different(String setting, int found, String wanted, String mend) {
        return new TopicDifference(topic, setting, Integer.toString(found), wanted, mend);
    }

    private static boolean isShorter(String found, String wanted) {
        // Less than nothing stands for ever.
        return number(found) >= 0 && number(found) < number(wanted);
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }

    /** What to run, but for the address of the broker and how to get in there. */
    private record Commands(String topicName) {
        String set(String setting, String value) {
            return "kafka-configs.sh --alter --topic " + topicName + " --add-config " + setting + "=" + value;
        }

        String grow(int count) {
            return "kafka-topics.sh --alter --topic " + topicName + " --partitions " + count;
        }
    }
}
