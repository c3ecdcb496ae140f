package dev.gatehouse.ingress.tls;

import dev.gatehouse.policy.identity.SpiffeId;
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
    private static final long SHORTEST_SECONDS = 1;

    private UpstreamTls() {}

    /** For a backend that must prove exactly this identity, whatever its host is called. */
    public static SslContext context(KeyMaterial own, TrustBundles bundles, SpiffeId expected, Clock clock)
            throws SSLException {
        return context(own, bundles, expected, clock, TlsLibrary.best());
    }

    public static SslContext context(
            KeyMaterial own, TrustBundles bundles, SpiffeId expected, Clock clock, TlsLibrary library)
            throws SSLException {
        SslContext context = builder(Optional.of(own), library)
                .trustManager(new ExpectedPeerTrustManager(bundles, expected, clock))
                .endpointIdentificationAlgorithm(null)
                .build();
        return library == TlsLibrary.BORINGSSL ? new WithoutResumption(context) : context;
    }

    /** For a backend without an identity of ours: the system's roots, and the host's name in the certificate. */
    public static SslContext unnamed(Optional<KeyMaterial> own) throws SSLException {
        return builder(own, TlsLibrary.best())
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
    }

    private static SslContextBuilder builder(Optional<KeyMaterial> own, TlsLibrary library) {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(library.provider())
                .protocols("TLSv1.3", "TLSv1.2")
                .sessionTimeout(SHORTEST_SECONDS);
        own.ifPresent(material -> builder.keyManager(material.key(), material.chain()));
        return builder;
    }
}
