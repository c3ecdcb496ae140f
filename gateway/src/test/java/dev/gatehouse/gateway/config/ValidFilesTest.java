package dev.gatehouse.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ingress.admission.Limits;
import dev.gatehouse.ingress.listener.Transport;
import dev.gatehouse.ingress.route.Route;
import dev.gatehouse.ingress.tls.ClientAuth;
import dev.gatehouse.ingress.upstream.Balance;
import dev.gatehouse.ingress.upstream.Protocol;
import dev.gatehouse.policy.Attribute;
import dev.gatehouse.telemetry.event.EventFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidFilesTest {
    @TempDir
    private Path folder;

    private WrittenFiles files;

    @BeforeEach
    void issueCertificates() throws IOException {
        files = new WrittenFiles(folder);
    }

    @Test
    void theLeastFileHasEveryDefault() {
        GatewaySettings settings = accepted("least").settings();

        assertThat(settings.listeners()).singleElement().satisfies(listener -> {
            assertThat(listener.host()).isEqualTo("0.0.0.0");
            assertThat(listener.tls()).isEmpty();
        });
        assertThat(settings.identity()).isEmpty();
        assertThat(settings.management()).isEqualTo(new GatewaySettings.Management("0.0.0.0", 9090));
        assertThat(settings.limits()).isEqualTo(Limits.defaults());
        assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.contextKey()).isEmpty();
        assertThat(settings.transport()).isEqualTo(Transport.usual());
        GatewaySettings.Reporting telemetry = settings.telemetry();
        assertThat(telemetry.gatewayId()).isNotBlank();
        assertThat(telemetry.bootstrap()).isEmpty();
        assertThat(telemetry.properties()).isEmpty();
        assertThat(telemetry.partitions()).isEqualTo(6);
        assertThat(telemetry.replication()).isEqualTo((short) 1);
        assertThat(telemetry.minInsyncReplicas()).isEqualTo((short) 1);
        assertThat(telemetry.ringSlots()).isEqualTo(4096);
        assertThat(telemetry.spool())
                .isEqualTo(new GatewaySettings.Reporting.Spooling(
                        Optional.empty(), 64 << 20, Duration.ofMillis(100), 1 << 20));
        assertThat(telemetry.window()).isEqualTo(Duration.ofSeconds(10));
        assertThat(telemetry.allowSampleRate()).isZero();
        assertThat(telemetry.recording().isNothing()).isTrue();
        assertThat(telemetry.publishConfig()).isTrue();
    }

    @Test
    void everyKeyOfTheCompleteFileIsHeard() {
        Generation generation = accepted("complete");
        GatewaySettings settings = generation.settings();

        assertThat(settings.listeners()).hasSize(2);
        assertThat(settings.listeners().get(0).tls().orElseThrow().clientAuth()).isEqualTo(ClientAuth.OPTIONAL);
        assertThat(settings.identity()).isPresent();
        assertThat(settings.management()).isEqualTo(new GatewaySettings.Management("127.0.0.1", 9191));
        assertThat(settings.limits())
                .isEqualTo(new Limits(
                        100,
                        10,
                        50,
                        20,
                        32 * 1024,
                        4 * 1024,
                        Duration.ofSeconds(5),
                        Duration.ofMillis(500),
                        10_000_000,
                        32));
        assertThat(settings.drain()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.contextKey()).isPresent();
        assertThat(settings.transport()).isEqualTo(Transport.NIO);
        GatewaySettings.Reporting telemetry = settings.telemetry();
        assertThat(telemetry.gatewayId()).isEqualTo("edge-1");
        assertThat(telemetry.bootstrap()).containsExactly("127.0.0.1:9092", "127.0.0.1:9093");
        assertThat(telemetry.properties())
                .isEqualTo(Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "SCRAM-SHA-512",
                        "sasl.jaas.config",
                        WrittenFiles.KAFKA_LOGIN,
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.location",
                        folder.resolve("certs/acme-roots.pem").toString(),
                        "linger.ms",
                        "50"));
        assertThat(settings.toString()).doesNotContain("s3cr3t");
        assertThat(telemetry.minInsyncReplicas()).isEqualTo((short) 3);
        assertThat(telemetry.partitions()).isEqualTo(12);
        assertThat(telemetry.replication()).isEqualTo((short) 3);
        assertThat(telemetry.ringSlots()).isEqualTo(1024);
        assertThat(telemetry.spool())
                .isEqualTo(new GatewaySettings.Reporting.Spooling(
                        Optional.of(folder.resolve("var/spool")), 512 << 20, Duration.ofMillis(250), 64 << 10));
        assertThat(telemetry.window()).isEqualTo(Duration.ofSeconds(5));
        assertThat(telemetry.allowSampleRate()).isEqualTo(0.25);
        assertThat(telemetry.recording().path()).isTrue();
        assertThat(telemetry.recording().attributes())
                .extracting(Attribute::written)
                .containsExactly("header.x-tenant", "claim.groups", "client.address");
        assertThat(telemetry.publishConfig()).isFalse();
        assertThat(telemetry.strictAudit()).isTrue();
        assertThat(telemetry.format()).isEqualTo(EventFormat.PROTOBUF);
        assertThat(generation.size()).isEqualTo(new Generation.Size(1, 2, 2, 6));
        assertThat(generation.levels())
                .extracting("name")
                .containsExactly("public", "partner", "internal", "restricted");
    }

    @Test
    void aRouteIsBoundToItsUpstreamAndIdentity() {
        Generation generation = accepted("complete");

        assertThat(generation.routes().routes()).extracting(Route::id).containsExactly("ledger", "shop");
        Route ledger = generation.routes().routes().get(0);
        assertThat(ledger.service()).isEqualTo("ledger");
        assertThat(ledger.upstream().balance()).isEqualTo(Balance.LEAST_LOADED);
        assertThat(ledger.upstream().protocol()).isEqualTo(Protocol.HTTP_2);
        assertThat(ledger.upstream().endpoints()).hasSize(2);
        assertThat(ledger.upstream().identity().orElseThrow()).hasToString("spiffe://acme.example/ns/pay/sa/ledger");
        assertThat(ledger.webSocket()).isFalse();
        assertThat(generation.routes().routes().get(1).webSocket()).isTrue();
    }

    @Test
    void theFilesOfAFolderAreReadAsOne() throws IOException {
        Path split = Files.createDirectories(folder.resolve("split"));
        String text = WrittenFiles.resource("valid/complete.yaml").replace("certs/", "../certs/");
        int cut = text.indexOf("trust:");
        Files.writeString(split.resolve("a.yaml"), text.substring(0, cut));
        Files.writeString(split.resolve("b.yml"), "version: 1\n" + text.substring(cut));
        Files.writeString(split.resolve("..hidden.yaml"), "not read: [");
        Files.writeString(split.resolve("notes.txt"), "not read either");

        ConfigResult result = files.load(split);

        assertThat(result.problems()).noneMatch(Problem::isError);
        assertThat(result.generation().orElseThrow().size().files()).isEqualTo(2);
    }

    @Test
    void theEnvironmentGoesBeforeWhatIsWritten() {
        Path written = files.write("complete.yaml", WrittenFiles.resource("valid/complete.yaml"));

        GatewaySettings settings = files.load(
                        written,
                        Map.of(
                                "GATEHOUSE_GATEWAY_ID", "pod-7",
                                "GATEHOUSE_KAFKA_BOOTSTRAP", "kafka-1:9092, kafka-2:9092",
                                "GATEHOUSE_MANAGEMENT_PORT", "9999",
                                "GATEWAY_NAME", "passed over"))
                .generation()
                .orElseThrow()
                .settings();

        assertThat(settings.telemetry().gatewayId()).isEqualTo("pod-7");
        assertThat(settings.telemetry().bootstrap()).containsExactly("kafka-1:9092", "kafka-2:9092");
        assertThat(settings.management().port()).isEqualTo(9999);
    }

    @Test
    void aRouteWithoutIdentityIsAWarning() {
        String text = WrittenFiles.resource("valid/least.yaml")
                + "routes:\n  - id: old\n    uri: http://127.0.0.1:9001\n    predicates: [Path=/old]\n"
                + "    metadata: { identity: none }\n";

        ConfigResult result = files.load(files.write("warned.yaml", text));

        assertThat(result.generation()).isPresent();
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.isError()).isFalse();
            assertThat(problem.message()).contains("proves no identity");
        });
    }

    @Test
    void theHashIsOfWhatIsSaidAndNotOfHowItIsLaidOut() {
        String text = WrittenFiles.resource("valid/least.yaml");
        String elsewhere = "# a comment\ntrust: { levels: [ 'public' ] }\n" + text.substring(0, text.indexOf("trust:"));

        assertThat(hash(elsewhere)).isEqualTo(hash(text));
        assertThat(hash(text.replace("[public]", "[open]"))).isNotEqualTo(hash(text));
        assertThat(hash(text.replace("[public]", "[public, inner]")))
                .isNotEqualTo(hash(text.replace("[public]", "[inner, public]")));
    }

    private String hash(String text) {
        ConfigResult result = files.load(files.write("hashed.yaml", text));
        assertThat(result.problems()).as(files.printed(result.problems())).isEmpty();
        return result.generation().orElseThrow().hash();
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        String text = "\uFEFF" + WrittenFiles.resource("valid/least.yaml");

        assertThat(files.load(files.write("marked.yaml", text)).problems()).isEmpty();
    }

    @Test
    void anUpstreamWhoseNameIsNoHostNameKeepsItsBalance() {
        String text = WrittenFiles.resource("valid/complete.yaml")
                .replace("lb://ledger", "lb://ledger_db")
                .replace("  ledger: { endpoints", "  ledger_db: { endpoints");

        Generation generation =
                files.load(files.write("named.yaml", text)).generation().orElseThrow();

        Route ledger = generation.routes().routes().get(0);
        assertThat(ledger.upstream().name()).isEqualTo("ledger_db");
        assertThat(ledger.upstream().balance()).isEqualTo(Balance.LEAST_LOADED);
    }

    @Test
    void aMissingPathIsAProblemAndNotAnException() {
        ConfigResult result = files.load(folder.resolve("nowhere"));

        assertThat(files.printed(result.problems()))
                .isEqualTo("nowhere: no such file or folder\n1 problem; nothing is served\n");
    }

    private Generation accepted(String name) {
        Path written = files.write(name + ".yaml", WrittenFiles.resource("valid/" + name + ".yaml"));
        ConfigResult result = files.load(written);
        assertThat(result.problems()).as(files.printed(result.problems())).noneMatch(Problem::isError);
        return result.generation().orElseThrow();
    }
}
