package dev.gatehouse.ingress.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Clock;
import javax.net.ssl.SSLException;

/**
 * TLS as a listener speaks it: 1.2 and 1.3, HTTP/2 and HTTP/1.1, client certificates checked as SVIDs.
 *
 * <p>A certificate that is shown and not valid fails the handshake, also where showing one is optional.
 * Sessions are not resumed where clients may show certificates, since a resumed session brings back an
 * identity that nobody checked again. BoringSSL keeps to that; the JDK's stateless tickets can only be
 * given a short life, so {@code ConnectionIdentity} checks the certificates of every connection anew.
 */
public final class ServerTls {
    private static final long SHORTEST_SECONDS = 1;
    private static final int MAX_CHAIN_BYTES = 32 * 1024;

    private ServerTls() {}

    public static SslContext context(KeyMaterial own, ClientAuth clientAuth, TrustBundles bundles, Clock clock)
            throws SSLException {
        return context(own, clientAuth, bundles, clock, TlsLibrary.best());
    }

    public static SslContext context(
            KeyMaterial own, ClientAuth clientAuth, TrustBundles bundles, Clock clock, TlsLibrary library)
            throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(own.key(), own.chain())
                .sslProvider(library.provider())
                .protocols("TLSv1.3", "TLSv1.2")
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2,
                        ApplicationProtocolNames.HTTP_1_1))
                .clientAuth(nettys(clientAuth));
        if (clientAuth == ClientAuth.NONE) {
            return builder.build();
        }
        builder.trustManager(new SvidTrustManager(bundles, clock)).sessionTimeout(SHORTEST_SECONDS);
        if (library == TlsLibrary.JDK) {
            return builder.build();
        }
        builder.option(OpenSslContextOption.MAX_CERTIFICATE_LIST_BYTES, MAX_CHAIN_BYTES);
        return new WithoutResumption(builder.build());
    }

    private static io.netty.handler.ssl.ClientAuth nettys(ClientAuth clientAuth) {
        return switch (clientAuth) {
            case NONE -> io.netty.handler.ssl.ClientAuth.NONE;
            case OPTIONAL -> io.netty.handler.ssl.ClientAuth.OPTIONAL;
            case REQUIRED -> io.netty.handler.ssl.ClientAuth.REQUIRE;
        };
    }
}
