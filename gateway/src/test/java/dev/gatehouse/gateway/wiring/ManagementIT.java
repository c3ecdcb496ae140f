package dev.gatehouse.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.HttpProtocol;

class ManagementIT extends RoadFixture {
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

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + gateway.managementPort() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
