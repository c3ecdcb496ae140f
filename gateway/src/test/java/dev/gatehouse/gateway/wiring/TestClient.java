package dev.gatehouse.gateway.wiring;

import dev.gatehouse.ingress.tls.DevelopmentCa;
import dev.gatehouse.ingress.tls.Issued;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Somebody outside, with a certificate or without one. */
final class TestClient {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http;

    private TestClient(HttpClient http) {
        this.http = http;
    }

    /** An answer as the client saw it. */
    record Answer(int status, HttpHeaders headers, String body) {
        String traceId() {
            return Objects.requireNonNull(headers.get("x-request-id"), "x-request-id");
        }
    }

    static TestClient of(
            int port, HttpProtocol protocol, DevelopmentCa ca, Optional<Issued> certificate, ConnectionProvider pool)
            throws SSLException {
        SslContextBuilder tls = SslContextBuilder.forClient().trustManager(ca.root());
        certificate.ifPresent(own -> tls.keyManager(own.key(), own.chain()));
        if (protocol == HttpProtocol.H2) {
            tls.applicationProtocolConfig(new ApplicationProtocolConfig(
                    ApplicationProtocolConfig.Protocol.ALPN,
                    ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                    ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                    "h2"));
        }
        io.netty.handler.ssl.SslContext context = tls.build();
        return new TestClient(HttpClient.create(pool)
                .protocol(protocol)
                .secure(spec -> spec.sslContext(context))
                .baseUrl("https://localhost:" + port)
                .disableRetry(true));
    }

    HttpClient http() {
        return http;
    }

    Answer get(String path) {
        return send(HttpMethod.GET, path, null);
    }

    Answer post(String path, String body) {
        return send(HttpMethod.POST, path, body);
    }

    TestClient with(String name, String value) {
        return new TestClient(http.headers(headers -> headers.add(name, value)));
    }

    private Answer send(HttpMethod method, String path, @Nullable String body) {
        return Objects.requireNonNull(http.request(method)
                .uri(path)
                .send(body == null ? Flux.empty() : ByteBufFlux.fromString(Mono.just(body)))
                .responseSingle((response, content) -> content.asString()
                        .defaultIfEmpty("")
                        .map(text -> new Answer(response.status().code(), response.responseHeaders(), text)))
                .block(PATIENCE));
    }
}
