package dev.gatehouse.ingress.tls;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Validates a chain under the roots of one trust domain (PKIX, RFC 5280), with its revocation lists. */
final class ChainCheck {
    private final TrustBundle bundle;
    private final Set<TrustAnchor> anchors;

    ChainCheck(TrustBundle bundle) {
        this.bundle = bundle;
        anchors = bundle.roots().stream()
                .map(root -> new TrustAnchor(root, null))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why the chain proves nothing; empty text when it is sound. */
    String refusalOf(X509Certificate[] chain, Instant at) {
        List<X509Certificate> path = Arrays.stream(chain)
                .filter(certificate -> !bundle.roots().contains(certificate))
                .toList();
        if (path.isEmpty()) {
            return "certificate is a root";
        }
        try {
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            validator.validate(
                    CertificateFactory.getInstance("X.509").generateCertPath(path), parameters(validator, at));
            return "";
        } catch (CertPathValidatorException e) {
            return reasonOf(e);
        } catch (GeneralSecurityException e) {
            return "certificate cannot be checked";
        }
    }

    private PKIXParameters parameters(CertPathValidator validator, Instant at)
            throws InvalidAlgorithmParameterException, NoSuchAlgorithmException {
        PKIXParameters parameters = new PKIXParameters(anchors);
        parameters.setDate(Date.from(at));
        parameters.setRevocationEnabled(false);
        if (!bundle.crls().isEmpty() && validator.getRevocationChecker() instanceof PKIXRevocationChecker revocation) {
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(bundle.crls())));
            // Lists only, and ours only: asking an OCSP server would be I/O in the middle of a handshake.
            revocation.setOptions(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK));
            parameters.addCertPathChecker(revocation);
        }
        return parameters;
    }

    private String reasonOf(CertPathValidatorException e) {
        if (e.getReason() instanceof BasicReason basic) {
            return switch (basic) {
                case EXPIRED -> "certificate has expired";
                case NOT_YET_VALID -> "certificate is not valid yet";
                case REVOKED -> "certificate was revoked";
                case UNDETERMINED_REVOCATION_STATUS -> "no current revocation list of the issuer";
                case INVALID_SIGNATURE -> "a signature of the chain is wrong";
                case ALGORITHM_CONSTRAINED -> "chain uses an algorithm that is too weak";
                case UNSPECIFIED -> "chain does not end at a root of trust domain `" + bundle.domain() + "`";
            };
        }
        return "chain does not end at a root of trust domain `" + bundle.domain() + "`";
    }
}
