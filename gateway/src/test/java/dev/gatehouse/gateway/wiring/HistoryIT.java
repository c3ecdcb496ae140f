package dev.gatehouse.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.gateway.cli.GatehouseCommand;
import dev.gatehouse.telemetry.publish.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import reactor.netty.http.HttpProtocol;

/** What the commands say about requests that went through the whole gateway and lie in a real broker. */
class HistoryIT extends RoadFixture {
    private static final String CANDIDATE = """
            version: 1
            gateway:
              listeners: [{ name: public, port: 8443 }]
              identity: { certificate: gateway.pem, key: gateway.key }
            trust:
              levels: [public, partner, internal, restricted]
              compartments: [payments]
              domains:
                acme.example: { roots: roots.pem }
                partner.example: { roots: partner-roots.pem, max-level: partner }
            identities:
              anonymous: { level: public }
              web: { spiffe: "spiffe://acme.example/ns/shop/sa/web", level: internal, accepts: public }
              till: { spiffe: "spiffe://acme.example/ns/shop/sa/checkout", level: internal, compartments: [payments] }
              partner: { spiffe: "spiffe://partner.example/api", level: partner }
              ledger: { spiffe: "spiffe://acme.example/ns/pay/sa/ledger", level: restricted, compartments: [payments] }
            rulesets:
              - protects: web
                allow:
                  - { name: browse, from: [any], requests: ["GET /shop/**"], when: { header.x-tenant: a } }
                  - { name: signed-in, from: [any], requests: ["GET /moved"], when: { header.x-user: present } }
              - protects: ledger
                allow:
                  - { name: entries, from: [till], requests: ["POST /ledger/entries"] }
            gates:
              - { from: till, to: ledger, requests: ["POST /ledger/entries"], owner: pay, reason: PAY-1, expires: 2999-01-01 }
            routes:
              - { id: shop, uri: "https://127.0.0.1:9001", predicates: [Path=/shop/**], metadata: { identity: web } }
              - { id: moved, uri: "https://127.0.0.1:9001", predicates: [Path=/moved], metadata: { identity: web } }
              - { id: ledger, uri: "https://127.0.0.1:9002", predicates: [Path=/ledger/**], metadata: { identity: ledger } }
            """;

    @TempDir
    private static Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static List<String> traces;

    @BeforeAll
    static void callTheGateway() throws IOException {
        TestClient stranger = stranger(HttpProtocol.HTTP11);
        TestClient checkout = holder(HOUSE.acme, TestHouse.CHECKOUT);
        traces = List.of(
                stranger.with("x-tenant", "a").get("/shop/cart/17").traceId(),
                stranger.with("x-tenant", "b").get("/shop/cart/18").traceId(),
                stranger.get("/moved").traceId(),
                stranger.get("/audited").traceId(),
                checkout.post("/ledger/entries", "{}").traceId(),
                checkout.get("/ledger/accounts").traceId(),
                stranger.get("/nowhere").traceId());
        traces.forEach(trace -> event(Topic.REQUESTS, trace));
    }

    @BeforeEach
    void writeTheCandidate() throws IOException {
        Files.writeString(folder.resolve("roots.pem"), HOUSE.acme.rootPem());
        Files.writeString(folder.resolve("partner-roots.pem"), HOUSE.partner.rootPem());
        Files.writeString(folder.resolve("gateway.pem"), HOUSE.gateway.certificatePem());
        Files.writeString(folder.resolve("gateway.key"), HOUSE.gateway.keyPem());
        Files.writeString(folder.resolve("candidate.yaml"), CANDIDATE);
    }

    @Test
    void aReplayTellsWhatACandidateWouldHaveDecidedOtherwise() {
        int exit = run("replay", "--policy", candidate(), "--fail-on-denied");

        assertThat(err.toString()).doesNotContain("error");
        assertThat(exit).as(out.toString()).isEqualTo(1);
        assertThat(out.toString())
                .contains("allowed -> denied\n         1  anonymous -> web  GET /shop/**\n")
                .contains("but header `x-tenant` is not `a`\n            such as " + traces.get(1))
                .contains("let through -> no route\n         1  anonymous -> checkout  GET /audited")
                .contains("cannot be told\n         1  anonymous -> web  GET /moved\n"
                        + "            hinges on header `x-user`")
                .contains("replayed 6: 3 the same, 2 changed, 1 cannot be told; not judged 1 (route_not_found 1)")
                .contains("2 that passed would not pass any more");
    }

    @Test
    void aReplayIsThereForPrograms() {
        assertThat(run("replay", "--policy", candidate(), "--format", "json")).isZero();

        assertThat(JSON.readTree(out.toString()).path("replayed").asInt()).isEqualTo(6);
        assertThat(JSON.readTree(out.toString()).path("lost").asInt()).isEqualTo(2);
    }

    @Test
    void aCandidateThatDoesNotLoadIsNotReplayed() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), CANDIDATE.replace("[till]", "[tell]"));

        assertThat(run("replay", "--policy", broken.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("did you mean `till`?", "nothing was replayed");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void rulesAreSuggestedFromWhatPassed() {
        assertThat(run("suggest", "--protects", "web")).isZero();

        assertThat(out.toString())
                .contains("- name: anonymous-reads\n        from: [anonymous]")
                .contains("\"GET /moved\"  # 1")
                .contains("\"GET /shop/cart/*\"  # 2");
    }

    @Test
    void whatWasDeniedIsNotSuggested() {
        assertThat(run("suggest", "--protects", "ledger")).isZero();

        assertThat(out.toString())
                .contains("\"POST /ledger/entries\"  # 1")
                .contains("# was denied and is not suggested: 1 request\n#   1  checkout GET /ledger/**")
                .doesNotContain("/ledger/accounts");
    }

    @Test
    void nothingIsSuggestedFromNothing() {
        assertThat(run("suggest", "--protects", "nobody")).isEqualTo(1);
        assertThat(err.toString()).contains("no request to `nobody` passed");
    }

    @Test
    void whereNothingIsRecordedNothingWasFoundHarmless() throws Exception {
        try (Broker empty = new Broker()) {
            int exit = runAt(empty, "replay", "--policy", candidate(), "--fail-on-denied");

            assertThat(exit).isEqualTo(1);
            assertThat(err).asString().contains("it has no topic gatehouse.requests.v1");
        }
    }

    private static String candidate() {
        return folder.resolve("candidate.yaml").toString();
    }

    private int run(String... arguments) {
        return runAt(broker, arguments);
    }

    private int runAt(Broker asked, String... arguments) {
        CommandLine command = GatehouseCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--bootstrap", asked.bootstrapServers()));
        return command.execute(all.toArray(String[]::new));
    }
}
