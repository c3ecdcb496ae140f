package dev.gatehouse.ingress.tls;

import dev.gatehouse.policy.identity.TrustDomain;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The roots that vouch for one trust domain, and what they have revoked.
 *
 * <p>Without revocation lists nothing is checked for revocation. With one, each certificate needs a current
 * list of its issuer's: a list that has run out refuses.
 */
public record TrustBundle(TrustDomain domain, List<X509Certificate> roots, List<X509CRL> crls) {

    public TrustBundle {
        roots = List.copyOf(roots);
        crls = List.copyOf(crls);
    }

    /** Reads the roots, and the revocation lists if a file is given, from PEM files. */
    public static TlsResult<TrustBundle> load(TrustDomain domain, Path roots, Optional<Path> crl) {
        TlsResult<String> rootsText = Pem.read(roots);
        if (!(rootsText instanceof TlsResult.Usable<String> rootsPem)) {
            return new TlsResult.Unusable<>("roots " + rootsText.reason());
        }
        if (crl.isEmpty()) {
            return fromPem(domain, rootsPem.found(), Optional.empty());
        }
        TlsResult<String> crlText = Pem.read(crl.get());
        return crlText instanceof TlsResult.Usable<String> crlPem
                ? fromPem(domain, rootsPem.found(), Optional.of(crlPem.found()))
                : new TlsResult.Unusable<>("crl " + crlText.reason());
    }

    public static TlsResult<TrustBundle> fromPem(TrustDomain domain, String rootsPem, Optional<String> crlPem) {
        List<X509Certificate> roots;
        try {
            roots = Pem.certificates(rootsPem);
        } catch (GeneralSecurityException | IOException e) {
            return new TlsResult.Unusable<>("roots are broken");
        }
        if (roots.isEmpty()) {
            return new TlsResult.Unusable<>("roots file has no certificate in it");
        }
        if (roots.stream().anyMatch(root -> root.getBasicConstraints() < 0)) {
            return new TlsResult.Unusable<>("roots file has a certificate that is not a ca");
        }
        if (crlPem.isEmpty()) {
            return new TlsResult.Usable<>(new TrustBundle(domain, roots, List.of()));
        }
        try {
            List<X509CRL> crls = Pem.crls(crlPem.get());
            return crls.isEmpty()
                    ? new TlsResult.Unusable<>("crl file has no revocation list in it")
                    : new TlsResult.Usable<>(new TrustBundle(domain, roots, crls));
        } catch (GeneralSecurityException | IOException e) {
            return new TlsResult.Unusable<>("crl is broken");
        }
    }
}
