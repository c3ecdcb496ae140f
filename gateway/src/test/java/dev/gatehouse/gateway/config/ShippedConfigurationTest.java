package dev.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.cli.GatehouseCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The configurations that the documents show are accepted as they stand. */
class ShippedConfigurationTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path folder;

    @Test
    void theFirstConfigurationOfTheReadmeIsAccepted() throws IOException {
        WrittenFiles files = new WrittenFiles(folder);
        String readme = Files.readString(ROOT.resolve("README.md"));
        int start = readme.indexOf("```yaml\n") + "```yaml\n".length();
        String example = readme.substring(start, readme.indexOf("```", start))
                .replace("gateway.pem", "certs/gateway.pem")
                .replace("gateway.key", "certs/gateway.key")
                .replace("svid.pem", "certs/gateway.pem")
                .replace("svid.key", "certs/gateway.key")
                .replace("roots: roots.pem", "roots: certs/acme-roots.pem");

        ConfigResult result = files.load(files.write("readme.yaml", example));

        assertThat(result.problems()).as(files.printed(result.problems())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "k8s/README.md"})
    void theWayToABrokerThatAsksWhoYouAreIsAccepted(String name) throws IOException {
        WrittenFiles files = new WrittenFiles(folder);
        String readme = Files.readString(ROOT.resolve(name));
        int start = readme.lastIndexOf("```yaml\n", readme.indexOf("sasl.mechanism: SCRAM")) + "```yaml\n".length();
        String example = readme.substring(start, readme.indexOf("```", start))
                .replace("certs/kafka-roots.pem", "certs/acme-roots.pem")
                .replace("/etc/gatehouse/kafka/kafka-roots.pem", "certs/acme-roots.pem")
                .replace("/etc/gatehouse/kafka/", "certs/");
        Path written = files.write("kafka.yaml", "version: 1\ngateway:\n" + example.indent(2));

        ReportingResult result =
                new ConfigLoader(Clock.systemUTC(), Map.of("KAFKA_PASSWORD", "s3cr3t")).reporting(written);

        assertThat(result.problems()).as(files.printed(result.problems())).isEmpty();
        assertThat(result.reporting().orElseThrow().properties())
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsKey("sasl.jaas.config");
    }

    @Test
    void theConfigMapForKubernetesIsAccepted() throws IOException {
        WrittenFiles files = new WrittenFiles(folder);
        Files.copy(folder.resolve("certs/gateway.pem"), folder.resolve("certs/gateway-svid.pem"));
        Files.copy(folder.resolve("certs/gateway.key"), folder.resolve("certs/gateway-svid.key"));
        Path mounted = Files.createDirectories(folder.resolve("mounted"));
        for (Map.Entry<?, ?> entry : configMap().entrySet()) {
            String text = ((String) entry.getValue()).replace("/etc/gatehouse/certs/", folder + "/certs/");
            Files.writeString(mounted.resolve((String) entry.getKey()), text);
        }

        ConfigResult result = files.load(mounted);

        assertThat(result.problems()).as(files.printed(result.problems())).isEmpty();
        assertThat(result.generation().orElseThrow().size().routes()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment.yaml", "fleet.yaml"})
    void theCommandsForKubernetesAreThere(String name) throws IOException {
        Load load = new Load(LoadSettings.builder().build());
        Object manifest =
                load.loadFromString(Files.readString(ROOT.resolve("k8s").resolve(name)));
        Object containers = inside(manifest, "spec", "template", "spec", "containers");
        List<?> args = (List<?>) inside(((List<?>) containers).get(0), "args");

        String[] line = args.stream().map(String::valueOf).toArray(String[]::new);
        assertThat(GatehouseCommand.commandLine().parseArgs(line).hasSubcommand())
                .isTrue();
    }

    private static Object inside(Object manifest, String... names) {
        Object found = manifest;
        for (String name : names) {
            found = Objects.requireNonNull(((Map<?, ?>) found).get(name), name);
        }
        return found;
    }

    private static Map<?, ?> configMap() throws IOException {
        Load load = new Load(LoadSettings.builder().build());
        String manifests = Files.readString(ROOT.resolve("k8s/config.yaml"));
        for (Object document : load.loadAllFromString(manifests)) {
            Map<?, ?> manifest = (Map<?, ?>) document;
            if ("ConfigMap".equals(manifest.get("kind"))) {
                return (Map<?, ?>) Objects.requireNonNull(manifest.get("data"));
            }
        }
        throw new IllegalStateException("no ConfigMap in k8s/config.yaml");
    }
}
