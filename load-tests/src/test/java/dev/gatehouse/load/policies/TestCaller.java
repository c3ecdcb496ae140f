package dev.gatehouse.load.policies;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLException;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Makes sample calls over the network, each as its own caller. */
final class TestCaller {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Credentials credentials;
    private final int port;

    TestCaller(Credentials credentials, int port) {
        this.credentials = credentials;
        this.port = port;
    }

    /** The status of the answer. */
    int statusOf(SampleCall call) throws SSLException {
        SslContext tls = tls(call.caller());
        Integer status = HttpClient.create(ConnectionProvider.newConnection())
                .secure(spec -> spec.sslContext(tls))
                .headers(headers -> call.headers().forEach(headers::set))
                .request(HttpMethod.valueOf(call.method()))
                .uri("https://localhost:" + port + call.path())
                .responseSingle((response, body) ->
                        body.then().thenReturn(response.status().code()))
                .block(PATIENCE);
        return Objects.requireNonNull(status);
    }

    private SslContext tls(String caller) throws SSLException {
        InputStream roots = new ByteArrayInputStream(credentials.rootPem().getBytes(StandardCharsets.US_ASCII));
        SslContextBuilder builder = SslContextBuilder.forClient().trustManager(roots);
        if (!caller.equals("anonymous")) {
            var issued = credentials.of(caller);
            builder.keyManager(issued.key(), issued.chain());
        }
        return builder.build();
    }
}
