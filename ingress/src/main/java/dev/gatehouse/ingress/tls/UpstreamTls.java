package dev.gatehouse.ingress.tls;

import dev.gatehouse.policy.identity.SpiffeId;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * TLS as we speak it to backends, one context for each identity that a backend must prove.
 *
 * <p>A context must never be shared between identities: a session resumed under another one would skip the
 * check. BoringSSL resumes none; the JDK keeps sessions for a second, within one identity and one trust.
 */
public final class UpstreamTls {
    /** Offers HTTP/2 and nothing else; whether it was taken, the handshake tells. */
    public static final ApplicationProtocolConfig HTTP_2 = new ApplicationProtocolConfig(
            ApplicationProtocolConfig.Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2);

    private static final long SHORTEST_SECONDS = 1;

    private UpstreamTls() {}

    /** For a backend that must prove exactly this identity, whatever its host is called. */
    public static SslContext context(
            KeyMaterial own, TrustBundles bundles, SpiffeId expected, Clock clock, ApplicationProtocolConfig offer)
            throws SSLException {
        return context(own, bundles, expected, clock, offer, TlsLibrary.best());
    }

    static SslContext context(
            KeyMaterial own,
            TrustBundles bundles,
            SpiffeId expected,
            Clock clock,
            ApplicationProtocolConfig offer,
            TlsLibrary library)
            throws SSLException {
        SslContext context = builder(Optional.of(own), offer, library)
                .trustManager(new ExpectedPeerTrustManager(bundles, expected, clock))
                .endpointIdentificationAlgorithm(null)
                .build();
        return library == TlsLibrary.BORINGSSL ? new WithoutResumption(context) : context;
    }

    /** For a backend without an identity of ours: the system's roots, and the host's name in the certificate. */
    public static SslContext unnamed(Optional<KeyMaterial> own, ApplicationProtocolConfig offer) throws SSLException {
        return builder(own, offer, TlsLibrary.best())
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
    }

    private static SslContextBuilder builder(
            Optional<KeyMaterial> own, ApplicationProtocolConfig offer, TlsLibrary library) {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(library.provider())
                .protocols("TLSv1.3", "TLSv1.2")
                .applicationProtocolConfig(offer)
                .sessionTimeout(SHORTEST_SECONDS);
        own.ifPresent(material -> builder.keyManager(material.key(), material.chain()));
        return builder;
    }
}
