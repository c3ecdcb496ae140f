package dev.gatehouse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.ring.Recorder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TopicsIT extends BrokerFixture {
    private static final String REQUESTS = Topic.REQUESTS.topicName();

    private Admin admin;

    @BeforeEach
    void openAdmin() {
        admin = new KafkaAccess(broker.bootstrapServers(), Map.of()).admin("test");
    }

    @AfterEach
    void closeAdmin() {
        admin.close();
    }

    @Test
    void aTopicThatIsNotAsItShouldBeIsToldWithWhatMendsItAndLeftAlone() throws Exception {
        create(new NewTopic(REQUESTS, 2, (short) 1).configs(Map.of("retention.ms", "60000")));
        create(new NewTopic(Topic.CONFIG.topicName(), 1, (short) 1));
        try (CapturedLog log = new CapturedLog();
                Telemetry telemetry = Telemetry.start(settings(), registry, Clock.systemUTC())) {
            assertThat(telemetry.flush(PATIENCE)).isTrue();
            await(() -> log.lines("telemetry topic is not as wanted").size() == 3);
            assertThat(log.lines(REQUESTS, "setting=retention.ms found=60000 wanted=259200000"))
                    .singleElement()
                    .asString()
                    .contains("kafka-configs.sh --alter --topic " + REQUESTS + " --add-config retention.ms=259200000");
            assertThat(log.lines(REQUESTS, "setting=partitions found=2 wanted=3"))
                    .hasSize(1);
            assertThat(log.lines(Topic.CONFIG.topicName(), "setting=cleanup.policy found=delete wanted=compact"))
                    .hasSize(1);
        }
        assertThat(partitions()).isEqualTo(2);
        assertThat(setting("retention.ms")).isEqualTo("60000");
    }

    @Test
    void aTopicThatIsDeletedIsMadeAgainAsItWas() throws Exception {
        try (Telemetry telemetry = Telemetry.start(settings(), registry, Clock.systemUTC())) {
            finish(telemetry.recorder(), 0, 50);
            assertThat(telemetry.flush(PATIENCE)).isTrue();

            delete();
            finish(telemetry.recorder(), 50, 100);

            assertThat(telemetry.flush(PATIENCE)).isTrue();
            assertThat(telemetry.counts().acknowledged()).isEqualTo(100);
            assertThat(telemetry.counts().lostInAll()).isZero();
        }
        assertThat(partitions()).isEqualTo(3);
        assertThat(setting("retention.ms")).isEqualTo("259200000");
        assertThat(setting("min.insync.replicas")).isEqualTo("1");
        assertThat(readAll(Topic.REQUESTS)).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void aTopicThatTheBrokerMadeAgainWithFewerPartitionsIsGrownBack() throws Exception {
        try (CapturedLog log = new CapturedLog();
                Telemetry telemetry = Telemetry.start(settings(), registry, Clock.systemUTC())) {
            finish(telemetry.recorder(), 0, 50);
            assertThat(telemetry.flush(PATIENCE)).isTrue();

            delete();
            create(new NewTopic(REQUESTS, 1, (short) 1));
            finish(telemetry.recorder(), 50, 100);

            assertThat(telemetry.flush(PATIENCE)).isTrue();
            assertThat(telemetry.counts().lostInAll()).isZero();
            assertThat(log.lines("was grown", "topic=" + REQUESTS, "found=1 now=3"))
                    .hasSize(1);
        }
        assertThat(partitions()).isEqualTo(3);
    }

    private static void finish(Recorder recorder, int from, int to) {
        for (int i = from; i < to; i++) {
            finish(recorder, i);
        }
    }

    private void create(NewTopic topic) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(topic)).all().get();
        await(() -> exists(topic.name()));
    }

    private void delete() throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(REQUESTS)).all().get();
        await(() -> !exists(REQUESTS));
    }

    private boolean exists(String topic) {
        try {
            return admin.listTopics().names().get().contains(topic);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private int partitions() throws ExecutionException, InterruptedException {
        TopicDescription found =
                admin.describeTopics(List.of(REQUESTS)).allTopicNames().get().get(REQUESTS);
        return Objects.requireNonNull(found).partitions().size();
    }

    private String setting(String name) throws ExecutionException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, REQUESTS);
        Config found = admin.describeConfigs(List.of(topic)).all().get().get(topic);
        return Objects.requireNonNull(found).get(name).value();
    }
}
