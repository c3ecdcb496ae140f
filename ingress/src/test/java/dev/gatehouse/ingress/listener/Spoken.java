package dev.gatehouse.ingress.listener;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The ways to speak to the door. */
enum Spoken {
    HTTP_1("HTTP/1.1", HttpProtocol.HTTP11, false),
    HTTP_1_TLS("HTTP/1.1", HttpProtocol.HTTP11, true),
    HTTP_2("HTTP/2", HttpProtocol.H2C, false),
    HTTP_2_TLS("HTTP/2", HttpProtocol.H2, true);

    /** As an exchange calls it. */
    final String name;

    private final HttpProtocol protocol;
    private final boolean tls;

    Spoken(String name, HttpProtocol protocol, boolean tls) {
        this.name = name;
        this.protocol = protocol;
        this.tls = tls;
    }

    /** A client with connections of its own. */
    HttpClient client(House house) {
        HttpClient plain = HttpClient.create(ConnectionProvider.create(name(), 1))
                .protocol(protocol)
                .baseUrl((tls ? "https://localhost:" : "http://localhost:") + (tls ? house.tlsPort() : house.port()));
        if (!tls) {
            return plain;
        }
        return plain.secure(spec -> {
            if (protocol == HttpProtocol.H2) {
                spec.sslContext(Http2SslContextSpec.forClient()
                        .configure(context -> context.trustManager(InsecureTrustManagerFactory.INSTANCE)));
            } else {
                spec.sslContext(Http11SslContextSpec.forClient()
                        .configure(context -> context.trustManager(InsecureTrustManagerFactory.INSTANCE)));
            }
        });
    }
}
