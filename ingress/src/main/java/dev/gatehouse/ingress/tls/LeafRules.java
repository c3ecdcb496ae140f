package dev.gatehouse.ingress.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a certificate that names a workload must and must not be, whoever signed it (SPIFFE X.509-SVID).
 */
final class LeafRules {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    private LeafRules() {}

    /** Why the certificate cannot be a workload's in this role; empty text when it can. */
    static String refusalOf(X509Certificate leaf, Role role) {
        if (leaf.getBasicConstraints() >= 0) {
            return "certificate is a ca";
        }
        boolean[] usage = leaf.getKeyUsage();
        if (usage == null || !usage[DIGITAL_SIGNATURE]) {
            return "certificate may not sign (no digitalSignature)";
        }
        if (usage[KEY_CERT_SIGN] || usage[CRL_SIGN]) {
            return "certificate may sign certificates or revocation lists";
        }
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            boolean fits = purposes == null || purposes.contains(role.keyPurpose());
            return fits ? "" : "certificate is not for a " + role.word();
        } catch (CertificateParsingException e) {
            return "extended key usage of the certificate is broken";
        }
    }
}
