package dev.gatehouse.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.cli.GatehouseCommand;
import dev.gatehouse.gateway.config.ConfigLoader;
import dev.gatehouse.gateway.config.ConfigResult;
import dev.gatehouse.gateway.config.Generation;
import dev.gatehouse.gateway.config.ProblemPrinter;
import dev.gatehouse.gateway.recall.PublishedRules;
import dev.gatehouse.ingress.tls.Issued;
import dev.gatehouse.ingress.tls.LeafSpec;
import dev.gatehouse.telemetry.publish.KafkaAccess;
import dev.gatehouse.telemetry.publish.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.http.HttpProtocol;

/** A request is made, and explained by its trace id with nothing at hand but Kafka. */
class ExplainIT extends RoadFixture {
    private static final String RULES = """
            version: 1
            trust:
              levels: [public, partner, internal, restricted]
              compartments: [payments]
              domains: { acme.example: { roots: acme.pem }, partner.example: { roots: partner.pem, max-level: partner } }
            identities:
              anonymous: { level: public }
              partner: { spiffe: "%s", level: partner }
              web: { spiffe: "%s", level: internal, accepts: public }
            rulesets:
              - protects: web
                allow:
                  - { name: browse, from: [any], requests: ["GET /shop/**"] }
                  - { name: order, from: [partner], requests: ["POST /shop/orders"], when: { header.x-tenant: present } }
            routes:
              - { id: shop, uri: "%s", predicates: [Path=/shop/**], metadata: { identity: web } }
            """;
    private static final String PROCESS = """
            version: 1
            gateway:
              listeners: [ { name: public, port: 0, host: 127.0.0.1, tls: { certificate: gw.pem, key: gw.key, client-auth: optional } } ]
              identity: { certificate: svid.pem, key: svid.key }
              management: { port: 0, host: 127.0.0.1 }
              telemetry: { kafka: { bootstrap: ["%s"], partitions: 1 }, record: [%s] }
            """;

    @TempDir
    private static Path folder;

    private static GatehouseServer recording;
    private static GatehouseServer silent;
    private static String recordingHash = "";

    @BeforeAll
    static void serve() throws IOException {
        Files.writeString(folder.resolve("acme.pem"), HOUSE.acme.rootPem());
        Files.writeString(folder.resolve("partner.pem"), HOUSE.partner.rootPem());
        write("gw", HOUSE.server);
        write("svid", HOUSE.gateway);
        Files.writeString(folder.resolve("rules.yaml"), RULES.formatted(TestHouse.PARTNER, TestHouse.WEB, web.uri()));
        silent = start("path");
        recording = start("path, header.x-tenant");
    }

    @AfterAll
    static void stop() {
        recording.stop();
        silent.stop();
    }

    private static void write(String name, Issued issued) throws IOException {
        Files.writeString(folder.resolve(name + ".pem"), issued.certificatePem());
        Files.writeString(folder.resolve(name + ".key"), issued.keyPem());
    }

    private static GatehouseServer start(String recorded) throws IOException {
        Files.writeString(folder.resolve("process.yaml"), PROCESS.formatted(broker.bootstrapServers(), recorded));
        ConfigResult result = new ConfigLoader().load(folder);
        Generation generation =
                result.generation().orElseThrow(() -> new AssertionError(ProblemPrinter.print(result.problems())));
        recordingHash = generation.hash();
        GatehouseServer server = GatehouseServer.start(generation);
        awaitPublished(generation.hash());
        return server;
    }

    private static void awaitPublished(String hash) {
        long stopAt = System.nanoTime() + TestClient.PATIENCE.toNanos();
        while (PublishedRules.find(new KafkaAccess(broker.bootstrapServers(), Map.of()), hash)
                .isEmpty()) {
            assertThat(System.nanoTime()).as("the rules are in Kafka").isLessThan(stopAt);
        }
    }

    @Test
    void aDenialIsExplainedByTheRulesThatItRanUnder() throws Exception {
        String id = partner(recording).post("/shop/orders", "{}").traceId();
        event(Topic.REQUESTS, id);

        Shell shell = Shell.run("explain", "--trace", id, "--bootstrap", broker.bootstrapServers());

        assertThat(shell.exitCode()).as(shell.text()).isZero();
        assertThat(shell.text())
                .startsWith("POST /shop/orders from partner at ")
                .contains(": 403\n", "the policy said no (denied)", "read back from Kafka")
                .contains("generation " + recordingHash.substring(0, 12))
                .contains("rules.yaml:13:9)", "header `x-tenant` is absent")
                .contains("- send header `x-tenant`; tried: `order` allows it")
                .doesNotContainIgnoringCase("differs");
    }

    @Test
    void whatWasNotRecordedIsSaidAndNotGuessed() throws Exception {
        String id =
                partner(silent).with("x-tenant", "a").post("/shop/orders", "{}").traceId();
        event(Topic.REQUESTS, id);

        Shell shell = Shell.run("explain", "--trace", id, "--bootstrap", broker.bootstrapServers());

        assertThat(shell.exitCode()).as(shell.text()).isZero();
        assertThat(shell.text())
                .contains(": 200\n", "`allow` by rule `order`")
                .contains("header `x-tenant` was not recorded", "not certain any more: `order` could speak")
                .doesNotContain("is absent", "to turn it");
    }

    @Test
    void anotherGenerationIsSaidToBeAnotherOne() throws Exception {
        String id = partner(silent).get("/shop/a").traceId();
        event(Topic.REQUESTS, id);

        Shell shell = Shell.run("explain", "--trace", id, "--bootstrap", broker.bootstrapServers(), folder.toString());

        assertThat(shell.exitCode()).as(shell.text()).isZero();
        assertThat(shell.text()).contains("which is ANOTHER one: " + recordingHash, "verdict    allowed");
    }

    @Test
    void withoutItsRulesARequestIsExplainedByItsEventAlone() throws Exception {
        String id = holder(HOUSE.partner, TestHouse.PARTNER).get("/impostor").traceId();
        event(Topic.REQUESTS, id);

        Shell shell = Shell.run("explain", "--trace", id.replace("-", ""), "--bootstrap", broker.bootstrapServers());

        assertThat(shell.exitCode()).as(shell.text()).isZero();
        assertThat(shell.text())
                .contains(": 502\n", "the backend did not prove to be whom the route names", "(upstream_identity)")
                .contains("its rules were not published")
                .doesNotContain("judged again");
    }

    @Test
    void anIdThatNobodyHasIsAProblem() {
        Shell shell = Shell.run(
                "explain", "--trace", "019ab000-0000-7000-8000-000000000001", "--bootstrap", broker.bootstrapServers());

        assertThat(shell.exitCode()).isEqualTo(1);
        assertThat(shell.text()).contains("no event of 019ab000");
    }

    private static TestClient partner(GatehouseServer server) throws IOException {
        Issued own = HOUSE.partner.issue(LeafSpec.of(TestHouse.PARTNER));
        return TestClient.of(server.port("public"), HttpProtocol.HTTP11, HOUSE.acme, Optional.of(own), connections);
    }

    private record Shell(int exitCode, String text) {
        static Shell run(String... arguments) {
            StringWriter text = new StringWriter();
            PrintWriter both = new PrintWriter(text, true);
            int exitCode =
                    GatehouseCommand.commandLine().setOut(both).setErr(both).execute(arguments);
            return new Shell(exitCode, text.toString());
        }
    }
}
