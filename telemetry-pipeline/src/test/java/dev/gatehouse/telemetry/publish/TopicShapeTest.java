package dev.gatehouse.telemetry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicShapeTest {
    private static final TopicLayout WANTED = TopicLayout.of(6, 3);

    @Test
    void aTopicAsWeWouldMakeItIsFine() {
        for (Topic topic : Topic.values()) {
            TopicShape shape = new TopicShape(topic, WANTED.partitionsOf(topic), 3, WANTED.settingsOf(topic));

            assertThat(shape.differencesFrom(WANTED)).isEmpty();
        }
    }

    @Test
    void whatIsKeptLongerAndInMorePlacesIsFine() {
        assertThat(requests(6, 5, Map.of("retention.ms", "-1", "min.insync.replicas", "3"))
                        .differencesFrom(WANTED))
                .isEmpty();
    }

    @Test
    void whatIsNotShownIsNotJudged() {
        assertThat(new TopicShape(Topic.CONFIG, 1, 3, Map.of()).differencesFrom(WANTED))
                .isEmpty();
    }

    @Test
    void eachDifferenceNamesWhatPutsItRight() {
        assertThat(requests(
                                2,
                                2,
                                Map.of(
                                        "retention.ms", "60000",
                                        "cleanup.policy", "compact",
                                        "min.insync.replicas", "1"))
                        .differencesFrom(WANTED))
                .containsExactly(
                        different(
                                "partitions",
                                "2",
                                "6",
                                "kafka-topics.sh --alter --topic gatehouse.requests.v1 --partitions 6"),
                        different(
                                "replication.factor",
                                "2",
                                "3",
                                "kafka-reassign-partitions.sh with 3 replicas for each partition"),
                        different(
                                "cleanup.policy",
                                "compact",
                                "delete",
                                "kafka-configs.sh --alter --topic gatehouse.requests.v1 --add-config cleanup.policy=delete"),
                        different(
                                "retention.ms",
                                "60000",
                                "259200000",
                                "kafka-configs.sh --alter --topic gatehouse.requests.v1 --add-config retention.ms=259200000"),
                        different(
                                "min.insync.replicas",
                                "1",
                                "2",
                                "kafka-configs.sh --alter --topic gatehouse.requests.v1 --add-config min.insync.replicas=2"));
    }

    @Test
    void morePartitionsThanConfiguredAreForTheConfigurationToSay() {
        assertThat(requests(12, 3, Map.of()).differencesFrom(WANTED))
                .containsExactly(different("partitions", "12", "6", "partitions: 12 in the configuration"));
    }

    @Test
    void moreInSyncThanThereAreCopiesWouldTakeNoRecordAtAll() {
        assertThat(requests(6, 1, Map.of("min.insync.replicas", "2")).differencesFrom(TopicLayout.of(6, 1)))
                .containsExactly(different(
                        "min.insync.replicas",
                        "2",
                        "1",
                        "kafka-configs.sh --alter --topic gatehouse.requests.v1 --add-config min.insync.replicas=1"));
    }

    @Test
    void oneOfSeveralCopiesMayBeLostUnlessTheOperatorSaysOtherwise() {
        assertThat(TopicLayout.of(6, 1).minInsyncReplicas()).isEqualTo((short) 1);
        assertThat(TopicLayout.of(6, 3).minInsyncReplicas()).isEqualTo((short) 2);
        assertThat(TopicLayout.of(6, 3, 3).settingsOf(Topic.CONFIG))
                .isEqualTo(Map.of("min.insync.replicas", "3", "cleanup.policy", "compact"));
        assertThatThrownBy(() -> TopicLayout.of(6, 1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static TopicShape requests(int partitions, int replication, Map<String, String> otherwise) {
        Map<String, String> settings = new HashMap<>(WANTED.settingsOf(Topic.REQUESTS));
        settings.putAll(otherwise);
        return new TopicShape(Topic.REQUESTS, partitions, replication, settings);
    }

    private static TopicDifference different(String setting, String found, String wanted, String mend) {
        return new TopicDifference(Topic.REQUESTS, setting, found, wanted, mend);
    }
}
