package dev.gatehouse.gateway.wiring;

import dev.gatehouse.gateway.telemetry.GrpcCollector;
import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.ingress.tls.Issued;
import dev.gatehouse.ingress.tls.LeafSpec;
import dev.gatehouse.telemetry.publish.Topic;
import dev.gatehouse.telemetry.read.EventReader;
import dev.gatehouse.telemetry.read.StartAt;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import reactor.netty.http.HttpProtocol;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A broker, backends over mutual TLS, and the whole gateway before them, over real sockets. */
abstract class RoadFixture {
    static final JsonMapper JSON = new JsonMapper();
    static final TestHouse HOUSE = new TestHouse();

    static Broker broker;
    static GrpcCollector collector;
    static TestBackend web;
    static TestBackend ledger;
    static TestBackend nameless;
    static GatehouseServer gateway;
    static ConnectionProvider connections;

    @BeforeAll
    static void open() throws Exception {
        connections = ConnectionProvider.create("clients", 64);
        broker = new Broker();
        collector = new GrpcCollector();
        web = backend(HOUSE.acme(TestHouse.WEB));
        ledger = backend(HOUSE.acme(TestHouse.LEDGER));
        nameless = backend(HOUSE.acme.issue(LeafSpec.of().withDns("localhost").withAddresses("127.0.0.1")));
        gateway = GatehouseServer.start(
                HOUSE.tracedGeneration(routes().all(), broker.bootstrapServers(), collector.endpoint()));
    }

    @AfterAll
    static void close() throws Exception {
        gateway.stop();
        web.close();
        ledger.close();
        nameless.close();
        broker.close();
        collector.close();
        connections.dispose();
    }

    static TestBackend backend(Issued own) throws IOException {
        return new TestBackend(own, HOUSE.acme.root());
    }

    static TestRoutes routes() throws IOException {
        Map<String, Object> none = Map.of();
        return new TestRoutes()
                .add("shop", web.uri(), "web", TestHouse.WEB, none, "Path=/shop/**", "StripPrefix=1")
                .add("ledger", ledger.uri(), "ledger", TestHouse.LEDGER, none, "Path=/ledger/**")
                .add("impostor", ledger.uri(), "web", TestHouse.WEB, none, "Path=/impostor")
                .add("nameless", nameless.uri(), "web", TestHouse.WEB, none, "Path=/nameless")
                .add("refused", closedPort(), "web", TestHouse.WEB, none, "Path=/refused")
                .add("slow", web.uri(), "web", TestHouse.WEB, Map.of("response-timeout", 300), "Path=/never")
                .add("retried", web.uri(), "web", TestHouse.WEB, none, "Path=/flaky", "Retry=3,SERVICE_UNAVAILABLE")
                .add(
                        "rewritten",
                        web.uri(),
                        "web",
                        TestHouse.WEB,
                        none,
                        "Path=/old/**",
                        "RewritePath=/old/(?<rest>.*), /new/$\\{rest}")
                .add(
                        "variables",
                        web.uri(),
                        "web",
                        TestHouse.WEB,
                        none,
                        "Path=/set/{item}/here",
                        "SetPath=/items/{item}",
                        "AddRequestHeader=X-Item, {item}")
                .add(
                        "moved",
                        web.uri(),
                        "web",
                        TestHouse.WEB,
                        none,
                        "Path=/moved",
                        "RedirectTo=302, https://acme.example/")
                .add("audited", web.uri(), "checkout", TestHouse.WEB, none, "Path=/audited")
                .add("small", web.uri(), "web", TestHouse.WEB, none, "Path=/echo", "RequestSize=1KB");
    }

    private static URI closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return URI.create("https://127.0.0.1:" + socket.getLocalPort());
        }
    }

    static TestClient stranger(HttpProtocol protocol) throws IOException {
        return TestClient.of(gateway.port("public"), protocol, HOUSE.acme, Optional.empty(), connections);
    }

    static TestClient holder(DevelopmentCa issuer, String spiffe) throws IOException {
        return TestClient.of(
                gateway.port("public"),
                HttpProtocol.HTTP11,
                HOUSE.acme,
                Optional.of(issuer.issue(LeafSpec.of(spiffe))),
                connections);
    }

    /** The event of a request, once it is in Kafka. */
    static JsonNode event(Topic topic, String traceId) {
        long stopAt = System.nanoTime() + TestClient.PATIENCE.toNanos();
        List<JsonNode> found = new ArrayList<>();
        try (EventReader reader = EventReader.open(
                broker.bootstrapServers(),
                Map.of(),
                List.of(topic.topicName()),
                StartAt.earliest(),
                TestClient.PATIENCE)) {
            while (found.isEmpty() && System.nanoTime() < stopAt) {
                reader.poll(Duration.ofMillis(500)).stream()
                        .map(record -> JSON.readTree(record.json()))
                        .filter(event -> traceId.equals(event.path("trace_id").asString()))
                        .forEach(found::add);
            }
        }
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " events of " + traceId + " in " + topic.topicName());
        }
        return found.get(0);
    }
}
