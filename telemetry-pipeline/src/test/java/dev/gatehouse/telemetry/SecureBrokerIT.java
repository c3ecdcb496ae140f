package dev.gatehouse.telemetry;

import static dev.gatehouse.telemetry.BrokerFixture.PATIENCE;
import static dev.gatehouse.telemetry.BrokerFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.telemetry.SecureBroker.Entrance;
import dev.gatehouse.telemetry.publish.ClientPropertyCheck;
import dev.gatehouse.telemetry.publish.KafkaReason;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.publish.TopicLayout;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.ReadRecord;
import dev.gatehouse.telemetry.read.StartAt;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SecureBrokerIT {
    private static final int EVENTS = 100;

    @TempDir
    private static Path folder;

    private static SecureBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new SecureBroker(folder);
        broker.enrol("gateway", "s3cr3t");
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void eventsPassWithAPasswordOverTls() {
        assertThat(written(broker.byPassword("gateway", "s3cr3t"))).isEqualTo(EVENTS);
    }

    @Test
    void eventsPassWithACertificateOfTheGateway() {
        assertThat(written(broker.byCertificate())).isEqualTo(EVENTS);
    }

    @Test
    void eventsPassWithATokenThatTheGatewayFetches() {
        assertThat(written(broker.byToken())).isEqualTo(EVENTS);
    }

    @Test
    void whatWaitsForALoginIsNotLostAndIsToldOnce() throws Exception {
        Entrance late = broker.byPassword("late", "pa55word");
        try (CapturedLog log = new CapturedLog();
                Telemetry telemetry = start(late)) {
            finish(telemetry, 0, EVENTS);
            await(() -> !log.lines("telemetry waits for Kafka").isEmpty());
            assertThat(telemetry.flush(Duration.ofMillis(500))).isFalse();
            assertThat(telemetry.counts().lostInAll()).isZero();
            assertThat(telemetry.counts().pending()).isEqualTo(EVENTS);

            broker.enrol("late", "pa55word");

            assertThat(telemetry.flush(PATIENCE)).isTrue();
            assertThat(telemetry.counts().acknowledged()).isEqualTo(EVENTS);
            assertThat(log.lines("telemetry waits for Kafka"))
                    .singleElement()
                    .asString()
                    .contains("SaslAuthenticationException: Authentication failed");
            assertThat(log.lines("pa55word")).isEmpty();
        }
    }

    @Test
    void aGatewayThatIsNotLetInAnyMoreKeepsItsRecordsUntilItIs() throws Exception {
        broker.enrol("guest", "pa55word");
        try (CapturedLog log = new CapturedLog();
                Telemetry telemetry = start(broker.byPassword("guest", "pa55word"))) {
            finish(telemetry, 0, EVENTS);
            assertThat(telemetry.flush(PATIENCE)).isTrue();

            broker.expel("guest");
            int[] made = {EVENTS};
            await(() -> {
                // A login is looked at again when something is sent.
                finish(telemetry, made[0], made[0] + 1);
                made[0]++;
                return !log.lines("telemetry waits for Kafka", "SaslAuthenticationException")
                        .isEmpty();
            });
            assertThat(telemetry.flush(Duration.ofMillis(500))).isFalse();
            assertThat(telemetry.counts().lostInAll()).isZero();

            broker.enrol("guest", "pa55word");
            assertThat(telemetry.flush(PATIENCE)).isTrue();
            assertThat(telemetry.counts().acknowledged()).isEqualTo(made[0]);
            assertThat(telemetry.counts().isBalanced()).isTrue();
        }
    }

    @Test
    void aReaderThatIsNotLetInSaysWhy() throws IOException {
        assertThatThrownBy(() -> read(broker.byPassword("gateway", "guessed")))
                .isInstanceOf(SaslAuthenticationException.class)
                .satisfies(refused -> assertThat(KafkaReason.of(refused)).contains("invalid credentials"));
        Entrance another = broker.byPasswordToAnother("gateway", "s3cr3t");
        assertThatThrownBy(() -> read(another))
                .isInstanceOf(SslAuthenticationException.class)
                .satisfies(refused -> assertThat(KafkaReason.of(refused))
                        .contains("SSL handshake failed", "unable to find valid certification path"));
        assertThatThrownBy(() -> read(broker.withoutCertificate())).isInstanceOf(SslAuthenticationException.class);
    }

    /** How many events of a gateway that gets in this way a reader finds that gets in the same way. */
    private static long written(Entrance entrance) {
        assertThat(ClientPropertyCheck.of(entrance.properties())).isEmpty();
        String bootId;
        try (Telemetry telemetry = start(entrance)) {
            bootId = telemetry.bootId();
            finish(telemetry, 0, EVENTS);
            assertThat(telemetry.flush(PATIENCE)).isTrue();
            assertThat(telemetry.counts().acknowledged()).isEqualTo(EVENTS);
        }
        return read(entrance).stream()
                .filter(record -> bootId.equals(
                        BrokerFixture.parsed(record).path("boot_id").textValue()))
                .count();
    }

    private static void finish(Telemetry telemetry, int from, int to) {
        for (int i = from; i < to; i++) {
            BrokerFixture.finish(telemetry.recorder(), i);
        }
    }

    private static Telemetry start(Entrance entrance) {
        TelemetrySettings settings = TelemetrySettings.of(entrance.address(), "gw-test")
                .withClientProperties(entrance.properties())
                .withTopics(TopicLayout.of(2, 1));
        return Telemetry.start(settings, new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private static List<ReadRecord> read(Entrance entrance) {
        List<ReadRecord> records = new ArrayList<>();
        List<String> topics = List.of(Topic.REQUESTS.topicName());
        try (EventReader reader = EventReader.open(entrance.access(), topics, StartAt.earliest(), PATIENCE)) {
            assertThat(reader.readUpTo(reader.endOffsets(PATIENCE), PATIENCE, records::add))
                    .isTrue();
        }
        return records;
    }
}
