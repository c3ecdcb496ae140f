package dev.gatehouse.telemetry.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAccessTest {
    private static final Map<String, String> UNUSABLE = Map.of(
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            "x password=\"s3cr3t\"");

    @TempDir
    private Path folder;

    @Test
    void propertiesThatDoNotWorkAreOneLineOfWhy() {
        KafkaAccess kafka = new KafkaAccess("127.0.0.1:9", UNUSABLE);

        assertThatThrownBy(() -> kafka.producer("p"))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("JAAS");
        assertThatThrownBy(() -> kafka.admin("a"))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("JAAS");
        assertThatThrownBy(kafka::consumer).isInstanceOf(KafkaException.class).hasMessageContaining("JAAS");
    }

    @Test
    void secretsAreNotTold() {
        assertThat(new KafkaAccess("127.0.0.1:9", Map.of("MIIBs3cr3tOfAKey", "")).toString())
                .doesNotContain("s3cr3t");
        assertThat(new KafkaAccess("127.0.0.1:9", UNUSABLE).toString())
                .contains("sasl.jaas.config")
                .doesNotContain("s3cr3t");
    }

    @Test
    void propertiesOfOneClientDoNotDisturbAnother() {
        KafkaAccess kafka = new KafkaAccess(
                "127.0.0.1:9", Map.of("linger.ms", "5", "fetch.min.bytes", "1", "acks", "0", "group.id", "somebody"));

        kafka.producer("p").close();
        kafka.admin("a").close();
        kafka.consumer().close();
    }

    @Test
    void theReasonIsThatOfTheInnermostFailureThatSaysOne() {
        Throwable refused = new ExecutionException(new KafkaException(
                "Failed to construct kafka producer", new SaslAuthenticationException("invalid\ncredentials")));

        assertThat(KafkaReason.of(refused)).isEqualTo("SaslAuthenticationException: invalid credentials");
        assertThat(KafkaReason.of(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void aPropertiesFileIsReadAsKafkasToolsReadIt() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                "# how to get in\nsecurity.protocol = SSL\nlinger.ms: 5\nlong=a\\\n  b\n");

        assertThat(PropertiesFile.read(file))
                .containsExactlyInAnyOrderEntriesOf(Map.of("security.protocol", "SSL", "linger.ms", "5", "long", "ab"));
    }

    @Test
    void aPropertiesFileThatCannotBeReadIsOneLine() throws IOException {
        Path absent = folder.resolve("absent");
        Path broken = Files.writeString(folder.resolve("broken"), "password=\\u12s3cr3t");

        assertThatThrownBy(() -> PropertiesFile.read(absent)).hasMessage("`" + absent + "` is not there");
        assertThatThrownBy(() -> PropertiesFile.read(folder)).hasMessage("`" + folder + "` is no file");
        assertThatThrownBy(() -> PropertiesFile.read(broken))
                .hasMessageContaining("hexadecimal")
                .hasMessageNotContaining("s3cr3t");
    }
}
