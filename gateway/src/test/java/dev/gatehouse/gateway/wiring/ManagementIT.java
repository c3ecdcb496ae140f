package dev.gatehouse.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.telemetry.publish.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.HttpProtocol;

class ManagementIT extends RoadFixture {
    private static final Pattern EXAMPLE = Pattern.compile(
            "http_server_request_duration_seconds_bucket\\{.*} \\S+ # \\{.*trace_id=\"([0-9a-f]{32})\".*} .*");

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/liveness", "/health/readiness"})
    void aRunningGatewayIsAliveAndReady(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("UP").doesNotContain("details", "components");
    }

    @Test
    void metricsTellOfTheRoadToPrometheus() throws Exception {
        assertThat(stranger(HttpProtocol.HTTP11).get("/shop/").status()).isEqualTo(200);

        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("gatehouse_connections", "gatehouse_requests_unwalked_total 0.0", "jvm_memory_used_bytes")
                .contains("gatehouse_saturation{source=\"event-loop\"}");
    }

    @Test
    void whatTheDashboardAndTheAlertsAskForIsThere() throws Exception {
        assertThat(stranger(HttpProtocol.HTTP11).get("/shop/").status()).isEqualTo(200);
        assertThat(stranger(HttpProtocol.HTTP11).get("/ledger/").status()).isEqualTo(403);
        // Pauses are told once there was one.
        System.gc();
        Scrape scrape = scrapeWith(
                "http_client_request_duration_seconds_count", "gatehouse_denials_total", "jvm_gc_pause_seconds_sum");
        Map<String, Set<String>> there = new TreeMap<>(scrape.labels());
        Map<String, String> expressions = new TreeMap<>(MonitoringFiles.ofDashboard());
        expressions.putAll(MonitoringFiles.ofAlerts());
        MonitoringFiles.recorded().forEach(name -> there.put(name, Set.of("http_route")));

        assertThat(expressions).hasSizeGreaterThan(50);
        assertThat(expressions).allSatisfy((name, expression) -> {
            Map<String, Set<String>> asked = new PromQl(expression).labels();
            assertThat(asked).isNotEmpty();
            assertThat(asked)
                    .allSatisfy((metric, labels) ->
                            assertThat(there.get(metric)).as(metric).isNotNull().containsAll(labels));
        });
    }

    @Test
    void anExampleOfALatencyIsARequestThatCanBeLookedUp() throws Exception {
        assertThat(stranger(HttpProtocol.HTTP11).get("/shop/").status()).isEqualTo(200);

        Matcher example = EXAMPLE.matcher("");
        until(() -> example.reset(openMetrics()).find());
        String traceId = example.group(1).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");

        assertThat(event(Topic.REQUESTS, traceId).path("end").asString()).isNotEmpty();
    }

    @Test
    void certificatesTellWhenTheyExpire() throws Exception {
        assertThat(get("/metrics").body())
                .contains("gatehouse_certificate_not_after_seconds{name=\"public\",use=\"listener\"}")
                .contains("gatehouse_certificate_not_after_seconds{name=\"gateway\",use=\"identity\"}")
                .contains("gatehouse_certificate_not_after_seconds{name=\"acme.example\",use=\"trust-domain\"}");
    }

    @Test
    void infoNamesTheGenerationThatIsServed() throws Exception {
        assertThat(get("/info").body()).contains("\"generation\":1", "\"id\":\"gw-test\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/env",
                "/beans",
                "/heapdump",
                "/loggers",
                "/gateway",
                "/prometheus",
                "/actuator",
                "/shop/",
                "/health/nothing"
            })
    void nothingElseIsThereAndNothingLeaks(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("Exception", "trace", "spring");
    }

    @Test
    void managementIsNotServedToOutsiders() throws Exception {
        assertThat(stranger(HttpProtocol.HTTP11).get("/health").status()).isEqualTo(404);
        assertThat(stranger(HttpProtocol.HTTP11).get("/metrics").status()).isEqualTo(404);
    }

    private Scrape scrapeWith(String... metrics) throws Exception {
        List<Scrape> last = new ArrayList<>();
        until(() -> {
            last.clear();
            last.add(new Scrape(get("/metrics").body()));
            return last.get(0).labels().keySet().containsAll(Set.of(metrics));
        });
        return last.get(0);
    }

    private String openMetrics() throws Exception {
        String body =
                get("/metrics", "application/openmetrics-text; version=1.0.0").body();
        assertThat(body).endsWith("# EOF\n");
        return body;
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long stopAt = System.nanoTime() + TestClient.PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(stopAt);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(path, "*/*");
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway.managementPort() + path);
        return http.send(HttpRequest.newBuilder(uri).header("Accept", accept).build(), BodyHandlers.ofString());
    }
}
