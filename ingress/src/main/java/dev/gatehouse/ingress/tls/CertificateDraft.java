package dev.gatehouse.ingress.tls;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate on its way to be signed: who it is for, and who signs. */
record CertificateDraft(X500Principal subject, PublicKey subjectKey, X500Principal issuer, KeyPair issuerKeys) {
    private static final String SIGNATURE = "SHA256withECDSA";

    X509Certificate sign(LeafSpec spec, BigInteger serial, Instant now)
            throws OperatorCreationException, CertificateException, CertIOException, NoSuchAlgorithmException {
        Instant from = now.plus(spec.validFrom());
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(from), Date.from(from.plus(spec.validFor())), subject, subjectKey);
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                identifiers.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
        builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(subjectKey));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(spec.ca()));
        if (spec.keyUsage() != 0) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(spec.keyUsage()));
        }
        if (!spec.roles().isEmpty()) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes(spec)));
        }
        GeneralName[] names = names(spec);
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(issuerKeys.getPrivate())));
    }

    private static KeyPurposeId[] purposes(LeafSpec spec) {
        return spec.roles().stream()
                .map(role -> role == Role.CLIENT ? KeyPurposeId.id_kp_clientAuth : KeyPurposeId.id_kp_serverAuth)
                .toArray(KeyPurposeId[]::new);
    }

    private static GeneralName[] names(LeafSpec spec) {
        List<GeneralName> names = new ArrayList<>();
        spec.uris().forEach(uri -> names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
        spec.dnsNames().forEach(dns -> names.add(new GeneralName(GeneralName.dNSName, dns)));
        spec.addresses().forEach(ip -> names.add(new GeneralName(GeneralName.iPAddress, ip)));
        return names.toArray(GeneralName[]::new);
    }
}
