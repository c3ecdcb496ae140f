package dev.gatehouse.ingress.tls;

import dev.gatehouse.ingress.tls.SvidResult.RefusedCertificate;
import dev.gatehouse.policy.identity.SpiffeId;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Goes on with a server only if its certificate proves one identity, letter for letter.
 *
 * <p>It takes the place of the check of the host's name: who answers is told by the SPIFFE ID, and a name
 * or an address in the certificate neither helps nor harms.
 */
final class ExpectedPeerTrustManager extends X509ExtendedTrustManager {
    private final TrustBundles bundles;
    private final SpiffeId expected;
    private final Clock clock;

    ExpectedPeerTrustManager(TrustBundles bundles, SpiffeId expected, Clock clock) {
        this.bundles = bundles;
        this.expected = expected;
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        SvidResult seen = bundles.verify(chain, Role.SERVER, clock.instant());
        if (seen instanceof RefusedCertificate refused) {
            throw new UpstreamIdentityException(expected, refused.reason());
        }
        if (seen instanceof SvidResult.Svid svid && !svid.spiffeId().equals(expected)) {
            throw new UpstreamIdentityException(expected, "it proves to be " + svid.spiffeId());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this side checks servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
