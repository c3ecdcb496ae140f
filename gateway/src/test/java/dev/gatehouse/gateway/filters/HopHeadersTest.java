package dev.gatehouse.gateway.filters;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.gateway.filter.headers.RemoveHopByHopHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.TransferEncodingNormalizationHeadersFilter;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;

class HopHeadersTest {
    private static final List<String> NAMES = List.of(
            "Connection",
            "keep-alive",
            "Transfer-Encoding",
            "TE",
            "Trailer",
            "Proxy-Authorization",
            "proxy-authenticate",
            "X-Application-Context",
            "Upgrade",
            "Content-Length",
            "Host",
            "Accept",
            "X-One",
            "x-two",
            "Cookie");

    private static final List<String> VALUES =
            List.of("chunked", "Chunked", "gzip", "close", "keep-alive", "X-One", "x-one, X-TWO", ",te,,cookie ", "7");

    private static final ServerWebExchange WEB = MockServerWebExchange.from(MockServerHttpRequest.get("/"));

    @Test
    void itTakesOutWhatTheTwoFiltersOfSpringCloudGatewayDo() {
        Random random = new Random(20_261_123);
        for (int i = 0; i < 20_000; i++) {
            HttpHeaders headers = random(random);
            Map<String, List<String>> expected = spring(headers);

            HopHeaders.strip(headers);

            assertThat(byName(headers)).isEqualTo(expected);
        }
    }

    @Test
    void theLengthStaysWhateverAConnectionSaysOfIt() {
        HttpHeaders headers =
                new DefaultHttpHeaders().add("Connection", "content-length").add("Content-Length", "7");

        HopHeaders.strip(headers);

        assertThat(headers.get("content-length")).isEqualTo("7");
    }

    @Test
    void theFieldThatOldProxiesUseGoesToo() {
        HttpHeaders headers = new DefaultHttpHeaders().add("Proxy-Connection", "keep-alive");

        HopHeaders.strip(headers);

        assertThat(headers).isEmpty();
    }

    private static HttpHeaders random(Random random) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int i = random.nextInt(8); i > 0; i--) {
            headers.add(NAMES.get(random.nextInt(NAMES.size())), VALUES.get(random.nextInt(VALUES.size())));
        }
        return headers;
    }

    private static Map<String, List<String>> spring(HttpHeaders headers) {
        org.springframework.http.HttpHeaders given = new org.springframework.http.HttpHeaders();
        headers.forEach(field -> given.add(field.getKey(), field.getValue()));
        org.springframework.http.HttpHeaders left = new RemoveHopByHopHeadersFilter()
                .filter(new TransferEncodingNormalizationHeadersFilter().filter(given, WEB), WEB);
        Map<String, List<String>> byName = new TreeMap<>();
        left.forEach((name, values) -> byName.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return byName;
    }

    private static Map<String, List<String>> byName(HttpHeaders headers) {
        Map<String, List<String>> byName = new TreeMap<>();
        headers.names().forEach(name -> byName.put(name.toLowerCase(Locale.ROOT), headers.getAll(name)));
        return byName;
    }
}
