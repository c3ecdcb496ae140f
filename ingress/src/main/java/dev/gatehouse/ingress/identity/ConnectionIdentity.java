package dev.gatehouse.ingress.identity;

import dev.gatehouse.ingress.tls.Role;
import dev.gatehouse.ingress.tls.SvidResult;
import dev.gatehouse.ingress.tls.TrustBundles;
import dev.gatehouse.policy.identity.Identities;
import dev.gatehouse.policy.identity.Identity;
import dev.gatehouse.policy.identity.SpiffeId;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a connection, found out once, when it opens.
 *
 * <p>The certificates are checked again even though the handshake has done so: a resumed session brings
 * them back unchecked. One that proves nothing any more is an {@link UnprovenPeerException}, never anonymous.
 */
public final class ConnectionIdentity {
    private static final ConnectionIdentity PLAIN = new ConnectionIdentity(Optional.empty(), "", "", "");

    private final Optional<SpiffeId> spiffeId;
    private final String certificateSha256;
    private final String tlsVersion;
    private final String sni;

    // Written as a whole: streams of one connection share a loop, but nobody has to rely on it.
    private volatile @Nullable Resolved resolved;

    private ConnectionIdentity(Optional<SpiffeId> spiffeId, String certificateSha256, String tlsVersion, String sni) {
        this.spiffeId = spiffeId;
        this.certificateSha256 = certificateSha256;
        this.tlsVersion = tlsVersion;
        this.sni = sni;
    }

    /** A connection without TLS. It is shared, for it remembers nothing of its own. */
    public static ConnectionIdentity ofPlain() {
        return PLAIN;
    }

    /** A connection after its handshake, now. */
    public static ConnectionIdentity ofTls(SSLSession session, TrustBundles bundles) {
        return ofTls(session, bundles, Clock.systemUTC().instant());
    }

    /** A connection after its handshake, at this moment. */
    public static ConnectionIdentity ofTls(SSLSession session, TrustBundles bundles, Instant at) {
        String version = session.getProtocol();
        String sni = sniOf(session);
        X509Certificate[] chain = chainOf(session);
        if (chain.length == 0) {
            return new ConnectionIdentity(Optional.empty(), "", version, sni);
        }
        SvidResult result = bundles.verify(chain, Role.CLIENT, at);
        if (result instanceof SvidResult.RefusedCertificate refused) {
            throw new UnprovenPeerException(refused.reason());
        }
        return new ConnectionIdentity(result.id(), sha256(chain[0]), version, sni);
    }

    private static String sniOf(SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : extended.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName().toLowerCase(Locale.ROOT);
                }
            }
        }
        return "";
    }

    private static X509Certificate[] chainOf(SSLSession session) {
        try {
            Certificate[] certificates = session.getPeerCertificates();
            return Arrays.copyOf(certificates, certificates.length, X509Certificate[].class);
        } catch (SSLPeerUnverifiedException e) {
            return new X509Certificate[0];
        }
    }

    private static String sha256(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a verified certificate cannot be hashed", e);
        }
    }

    /** The identity that a verified certificate names; empty for the anonymous. */
    public Optional<SpiffeId> spiffeId() {
        return spiffeId;
    }

    /** The fingerprint of the client's certificate in lower-case hex; empty text when it showed none. */
    public String certificateSha256() {
        return certificateSha256;
    }

    /** Such as {@code TLSv1.3}; empty text on a connection without TLS. */
    public String tlsVersion() {
        return tlsVersion;
    }

    /** The server name that the client asked for, in lower case; empty text when it named none. */
    public String sni() {
        return sni;
    }

    /** Who this is among the configured identities, remembered until they change. */
    public Identity resolve(Identities identities) {
        if (spiffeId.isEmpty()) {
            return identities.anonymous();
        }
        Resolved known = resolved;
        if (known == null || known.among() != identities) {
            known = new Resolved(identities, identities.ofCertificate(spiffeId.get()));
            resolved = known;
        }
        return known.identity();
    }

    private record Resolved(Identities among, Identity identity) {}
}
