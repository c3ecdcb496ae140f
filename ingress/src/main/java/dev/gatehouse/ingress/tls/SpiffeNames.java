package dev.gatehouse.ingress.tls;

import dev.gatehouse.policy.identity.RefusedSpiffeId;
import dev.gatehouse.policy.identity.SpiffeId;
import dev.gatehouse.policy.identity.SpiffeResult;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads the one URI name of a certificate; a SPIFFE ID anywhere else in it does not count. */
final class SpiffeNames {
    private static final int URI = 6;

    private SpiffeNames() {}

    static SpiffeResult of(X509Certificate certificate) {
        List<String> uris = new ArrayList<>(1);
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return new RefusedSpiffeId("certificate has no alternative name");
            }
            for (List<?> name : names) {
                if (name.get(0) instanceof Integer type && type == URI) {
                    uris.add(String.valueOf(name.get(1)));
                }
            }
        } catch (CertificateParsingException e) {
            return new RefusedSpiffeId("alternative names of the certificate are broken");
        }
        if (uris.size() != 1) {
            return new RefusedSpiffeId("certificate has " + uris.size() + " uri names, must have one");
        }
        SpiffeResult result = SpiffeId.from(uris.get(0));
        boolean namesDomain = result instanceof SpiffeId id && !id.hasPath();
        return namesDomain ? new RefusedSpiffeId("certificate names a trust domain, not a workload") : result;
    }
}
