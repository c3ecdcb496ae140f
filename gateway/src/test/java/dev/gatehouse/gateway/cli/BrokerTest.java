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

    @Test
    void theFilesOfAGatewaySayWhereAndHow() throws IOException {
        Path config = Files.writeString(folder.resolve("gateway.yaml"), """
                version: 1
                gateway:
                  listeners: [{ name: public, port: 8443, tls: { certificate: elsewhere.pem, key: elsewhere.key } }]
                  telemetry:
                    kafka:
                      bootstrap: ["127.0.0.1:9"]
                      properties: { security.protocol: SSL, ssl.protocol: TLSv9 }
                """);

        Shell shell = Shell.run("tap", "--config", config.toString());

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.err()).contains("no answer from Kafka at 127.0.0.1:9: ", "TLSv9");
    }

    @Test
    void filesOfAGatewayThatDoNotSayItAreAMistakeInTheCommand() throws IOException {
        Path config = Files.writeString(
                folder.resolve("gateway.yaml"),
                "version: 1\ngateway: { telemetry: { kafka: { bootstrap: [nowhere], properties: { acks: 0 } } } }\n");

        Shell shell = Shell.run("tap", "--config", config.toString());

        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains("`nowhere` is no address of a broker", "`acks` cannot be changed");
    }
}
