package dev.gatehouse.telemetry;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of its own, and what it signs for {@code localhost}, as PEM. */
final class TestCertificates {
    private final X500Principal authority;
    private final KeyPair keys = newKeys();
    private final X509Certificate root;

    TestCertificates(String name) {
        authority = new X500Principal("CN=" + name);
        root = sign(authority, keys, BigInteger.ONE);
    }

    /** A private key and the certificate that goes with it. */
    record Identity(String key, String certificate) {}

    String rootPem() {
        return certificatePem(root);
    }

    Identity issue(String name, int serial) {
        KeyPair own = newKeys();
        X509Certificate certificate = sign(new X500Principal("CN=" + name), own, BigInteger.valueOf(serial));
        return new Identity(pem("PRIVATE KEY", own.getPrivate().getEncoded()), certificatePem(certificate));
    }

    private X509Certificate sign(X500Principal subject, KeyPair subjects, BigInteger serial) {
        Instant now = Instant.now();
        X509v3CertificateBuilder draft = new JcaX509v3CertificateBuilder(
                authority,
                serial,
                Date.from(now.minus(Duration.ofMinutes(5))),
                Date.from(now.plus(Duration.ofDays(1))),
                subject,
                subjects.getPublic());
        try {
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(subject.equals(authority)));
            if (!subject.equals(authority)) {
                draft.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            draft.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String certificatePem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
