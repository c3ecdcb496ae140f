package dev.gatehouse.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tap",
                "suggest --protects ledger",
                "explain --trace 019ab00000007000800000000000000a",
            })
    void aFileOfPropertiesThatIsNotThereIsAMistakeInTheCommand(String command) {
        Path absent = folder.resolve("absent.properties");

        Shell shell = Shell.run((command + " --client-properties " + absent).split(" "));

        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains("--client-properties: `" + absent + "` is not there");
    }

    @Test
    void propertiesThatDoNotWorkAreToldWithoutTheirSecrets() throws IOException {
        Path properties = Files.writeString(folder.resolve("client.properties"), """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=no.such.Module required password="s3cr3t";
                """);

        Shell shell = Shell.run("tap", "--client-properties", properties.toString(), "--timeout", "1s");

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err()).contains("no answer from Kafka at 127.0.0.1:9092: ", "no.such.Module");
        assertThat(shell.err()).doesNotContain("s3cr3t").doesNotContain("\tat ");
    }
}
