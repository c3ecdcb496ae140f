package dev.gatehouse.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.gatehouse.telemetry.publish.Topic;
import io.netty.buffer.Unpooled;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.netty.http.HttpProtocol;
import tools.jackson.databind.JsonNode;

/** A request's whole road: in over TLS, judged, through the filters, over mutual TLS to a backend, and recorded. */
class RoadIT extends RoadFixture {

    @ParameterizedTest
    @EnumSource(names = {"HTTP11", "H2"})
    void aRequestReachesItsBackendAndIsRecorded(HttpProtocol protocol) throws Exception {
        TestClient.Answer answer = stranger(protocol).get("/shop/cart?item=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("GET /cart?item=1\n");
        JsonNode event = event(Topic.REQUESTS, answer.traceId());
        assertThat(event.path("route").asString()).isEqualTo("shop");
        assertThat(event.path("status").asInt()).isEqualTo(200);
        assertThat(event.path("protocol").asString()).isEqualTo(protocol == HttpProtocol.H2 ? "HTTP/2" : "HTTP/1.1");
        assertThat(event.path("src_identity").asString()).isEqualTo("anonymous");
        assertThat(event.path("dst_identity").asString()).isEqualTo("web");
        assertThat(event.path("decision").asString()).isEqualTo("allow");
        assertThat(event.path("attempts").asInt()).isEqualTo(1);
        assertThat(event.path("upstream").asString()).isEqualTo(web.uri().toString());
        assertThat(event.path("end").asString()).isEqualTo("ok");
        assertThat(event.path("ttfb_us").asLong()).isPositive();
        assertThat(event.path("client_net").asString()).isEqualTo("127.0.0.0/24");
    }

    @Test
    void theBackendSeesOurHeadersAndNotTheCallers() throws Exception {
        TestClient.Answer answer = stranger(HttpProtocol.HTTP11)
                .with("x-forwarded-for", "203.0.113.9")
                .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .with("x-request-id", "mine")
                .with("x-shop", "kept")
                .get("/shop/");

        String id = answer.traceId();
        assertThat(answer.body().lines())
                .contains(
                        "x-request-id: " + id, "x-forwarded-for: 127.0.0.1", "x-shop: kept", "x-forwarded-proto: https")
                .anyMatch(line -> line.startsWith("traceparent: 00-" + id.replace("-", "")))
                .noneMatch(line -> line.contains("203.0.113.9") || line.contains("mine"))
                .anyMatch(line -> line.equals("host: 127.0.0.1:" + web.uri().getPort()));
        JsonNode event = event(Topic.REQUESTS, id);
        assertThat(event.path("client_trace_id").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        // The call to the backend is a span of its own.
        assertThat(answer.body()).doesNotContain(event.path("span_id").asString());
    }

    @Test
    void theBackendsParentIsOurCallToIt() throws Exception {
        TestClient.Answer answer = stranger(HttpProtocol.HTTP11)
                .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .get("/shop/");

        String trace = answer.traceId().replace("-", "");
        List<Span> spans = new ArrayList<>();
        long stopAt = System.nanoTime() + TestClient.PATIENCE.toNanos();
        while (spans.size() < 2 && System.nanoTime() < stopAt) {
            spans.clear();
            collector.spans().stream()
                    .filter(span -> hex(span.getTraceId()).equals(trace))
                    .forEach(spans::add);
        }
        assertThat(spans)
                .extracting(Span::getKind)
                .containsExactly(Span.SpanKind.SPAN_KIND_SERVER, Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(answer.body().lines())
                .contains("traceparent: 00-" + trace + "-" + hex(spans.get(1).getSpanId()) + "-03");
        assertThat(spans.get(1).getParentSpanId()).isEqualTo(spans.get(0).getSpanId());
        assertThat(spans.get(0).getLinksList())
                .extracting(link -> hex(link.getTraceId()) + " " + hex(link.getSpanId()))
                .containsExactly("0af7651916cd43dd8448eb211c80319c b7ad6b7169203331");
        assertThat(hex(spans.get(0).getSpanId()))
                .isEqualTo(
                        event(Topic.REQUESTS, answer.traceId()).path("span_id").asString());
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Test
    void aPartnerIsDeniedTheLedgerAndTheDecisionSaysWhy() throws Exception {
        TestClient.Answer answer = holder(HOUSE.partner, TestHouse.PARTNER).post("/ledger/entries", "{}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("code").asString()).isEqualTo("denied");
        assertThat(problem.path("trace_id").asString()).isEqualTo(answer.traceId());
        JsonNode decision = event(Topic.DECISIONS, answer.traceId());
        assertThat(decision.path("src_identity").asString()).isEqualTo("partner");
        assertThat(decision.path("reason").asString() + decision.path("nearest").asString())
                .isNotBlank();
        assertThat(event(Topic.REQUESTS, answer.traceId()).path("end").asString())
                .isEqualTo("denied");
    }

    @Test
    void checkoutPassesTheGateToTheLedger() throws Exception {
        TestClient.Answer answer = holder(HOUSE.acme, TestHouse.CHECKOUT).post("/ledger/entries", "{}");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode event = event(Topic.REQUESTS, answer.traceId());
        assertThat(event.path("src_identity").asString()).isEqualTo("checkout");
        assertThat(event.path("rule").asString()).isEqualTo("post-entries");
    }

    @Test
    void theEventTellsWhatIsAllowedToBeRecorded() throws Exception {
        TestClient checkout = holder(HOUSE.acme, TestHouse.CHECKOUT);
        String withTenant =
                checkout.with("X-Tenant", "a").get("/ledger/%65ntries?secret=1").traceId();
        String without = checkout.get("/ledger/entries").traceId();

        for (Topic topic : List.of(Topic.REQUESTS, Topic.DECISIONS)) {
            assertThat(event(topic, withTenant).path("path").asString()).isEqualTo("/ledger/entries");
            assertThat(event(topic, withTenant).path("attributes")).hasToString("{\"header.x-tenant\":[\"a\"]}");
            assertThat(event(topic, without).path("attributes")).hasToString("{\"header.x-tenant\":[]}");
        }
        assertThat(event(Topic.REQUESTS, without).has("behalf")).isFalse();
        assertThat(event(Topic.REQUESTS, without).has("label_level")).isFalse();
    }

    @Test
    void theEventTellsForWhomTheCallerActs() throws Exception {
        String context = stranger(HttpProtocol.HTTP11)
                .get("/shop/")
                .body()
                .lines()
                .filter(line -> line.startsWith("x-gatehouse-context: "))
                .findFirst()
                .orElseThrow()
                .substring("x-gatehouse-context: ".length());

        TestClient.Answer answer = holder(HOUSE.acme, TestHouse.CHECKOUT)
                .with("x-gatehouse-context", context)
                .get("/shop/");

        JsonNode event = event(Topic.REQUESTS, answer.traceId());
        assertThat(event.path("src_identity").asString()).isEqualTo("checkout");
        assertThat(event.path("behalf").asString()).isEqualTo("anonymous");
        assertThat(event.path("label_level").asString()).isEqualTo("public");
        assertThat(event.path("label_compartments")).hasToString("[]");
    }

    @Test
    void aDenialInAuditModePassesAndIsRecorded() throws Exception {
        TestClient.Answer answer = stranger(HttpProtocol.HTTP11).get("/audited");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode decision = event(Topic.DECISIONS, answer.traceId());
        assertThat(decision.path("reason").asString()).isNotBlank();
        assertThat(decision.path("enforced").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/impostor, 502, bad_gateway, upstream_identity, backend_untrusted",
        "/nameless, 502, bad_gateway, upstream_identity, backend_untrusted",
        "/refused, 502, bad_gateway, connection_refused, connect_failed",
        "/never, 504, upstream_timeout, response_timeout, timeout"
    })
    void aBackendThatFailsIsAnsweredForWithoutTellingOfIt(
            String path, int status, String code, String errorType, String end) throws Exception {
        TestClient.Answer answer = stranger(HttpProtocol.HTTP11).get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
        assertThat(JSON.readTree(answer.body()).path("code").asString()).isEqualTo(code);
        assertThat(answer.body()).doesNotContain("127.0.0.1", "spiffe", "Exception");
        JsonNode event = event(Topic.REQUESTS, answer.traceId());
        assertThat(event.path("error_type").asString()).isEqualTo(errorType);
        assertThat(event.path("end").asString()).isEqualTo(end);
        assertThat(event.path("status").asInt()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP11", "H2"})
    void tenMegabytesStreamThereAndBack(HttpProtocol protocol) throws Exception {
        byte[] chunk = new byte[64 * 1024];
        Arrays.fill(chunk, (byte) 'x');
        AtomicLong received = new AtomicLong();

        stranger(protocol)
                .http()
                .post()
                .uri("/shop/echo")
                .send(Flux.range(0, 160).map(i -> Unpooled.wrappedBuffer(chunk)))
                .responseContent()
                .doOnNext(buffer -> received.addAndGet(buffer.readableBytes()))
                .blockLast(TestClient.PATIENCE);

        assertThat(received).hasValue(160L * chunk.length);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP11", "H2"})
    void aChunkedBodyThatGrowsTooLongIsCutOff(HttpProtocol protocol) throws Exception {
        TestClient client = stranger(protocol);
        assertThat(client.post("/echo", "short").status()).isEqualTo(200);

        // The backend echoes as it reads, so its answer may have begun: then it is broken off.
        assertThatThrownBy(() -> {
                    TestClient.Answer answer = client.post("/echo", "x".repeat(2000));
                    throw new IllegalStateException("prematurely answered " + answer.status());
                })
                .satisfiesAnyOf(
                        e -> assertThat(e).hasMessageContaining("prematurely answered 413"),
                        e -> assertThat(e).hasMessageContaining("DURING response"),
                        e -> assertThat(e).hasMessageContaining("reset"));
    }

    @Test
    void aWebSocketEchoesThroughMutualTls() throws Exception {
        List<String> echoed = stranger(HttpProtocol.HTTP11)
                .http()
                .websocket()
                .uri("/shop/socket")
                .handle((in, out) -> out.sendString(Flux.just("one", "two"))
                        .then()
                        .thenMany(in.receive().asString().take(2)))
                .collectList()
                .block(TestClient.PATIENCE);

        assertThat(String.join("", echoed)).isEqualTo("onetwo");
    }

    @Test
    void aRetryAsksAgainAndCountsItsAttempts() throws Exception {
        TestClient.Answer answer = stranger(HttpProtocol.HTTP11).get("/flaky");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(event(Topic.REQUESTS, answer.traceId()).path("attempts").asInt())
                .isEqualTo(3);
    }

    @Test
    void pathsAreRewrittenAndVariablesFilledIn() throws Exception {
        TestClient client = stranger(HttpProtocol.HTTP11);

        assertThat(client.get("/old/a/b?c=d").body()).startsWith("GET /new/a/b?c=d\n");
        assertThat(client.get("/set/x%20y/here").body())
                .startsWith("GET /items/x%20y\n")
                .contains("x-item: x y");
    }

    @Test
    void aRedirectNeedsNoBackend() throws Exception {
        TestClient.Answer answer = stranger(HttpProtocol.HTTP11).get("/moved");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers().get("location")).isEqualTo("https://acme.example/");
        assertThat(event(Topic.REQUESTS, answer.traceId()).path("attempts").asInt())
                .isZero();
    }

    @Test
    void aResponseThatBreaksOffIsNotTakenForAWholeOne() throws IOException {
        TestClient client = stranger(HttpProtocol.HTTP11);

        assertThatThrownBy(() -> client.get("/shop/broken")).hasMessageContaining("prematurely");
    }

    @Test
    void whatNoRouteTakesIsNotFoundAndRecorded() throws Exception {
        TestClient.Answer answer = stranger(HttpProtocol.H2).get("/nowhere");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(event(Topic.REQUESTS, answer.traceId()).path("end").asString())
                .isEqualTo("refused");
    }
}
