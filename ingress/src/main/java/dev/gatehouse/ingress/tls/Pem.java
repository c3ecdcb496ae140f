package dev.gatehouse.ingress.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** Certificates, keys and revocation lists in the text form that operators keep them in. */
final class Pem {
    // A bundle of all public roots is a quarter of this.
    private static final long MAX_BYTES = 1 << 20;

    private Pem() {}

    static TlsResult<String> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return new TlsResult.Unusable<>("`" + file + "` is larger than " + MAX_BYTES + " bytes");
            }
            return new TlsResult.Usable<>(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return new TlsResult.Unusable<>("`" + file + "` does not exist");
        } catch (IOException e) {
            return new TlsResult.Unusable<>("`" + file + "` cannot be read");
        }
    }

    static List<X509Certificate> certificates(String pem) throws GeneralSecurityException, IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (PemObject object : objects(pem, "CERTIFICATE")) {
            if (factory.generateCertificate(new ByteArrayInputStream(object.getContent()))
                    instanceof X509Certificate certificate) {
                certificates.add(certificate);
            }
        }
        return List.copyOf(certificates);
    }

    static List<X509CRL> crls(String pem) throws GeneralSecurityException, IOException {
        List<X509CRL> crls = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (PemObject object : objects(pem, "X509 CRL")) {
            if (factory.generateCRL(new ByteArrayInputStream(object.getContent())) instanceof X509CRL crl) {
                crls.add(crl);
            }
        }
        return List.copyOf(crls);
    }

    /** The private key in any of the usual forms (PKCS#8, PKCS#1, SEC1), if there is one without a password. */
    static Optional<PrivateKey> key(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                if (object instanceof PEMKeyPair pair) {
                    return Optional.of(converter.getPrivateKey(pair.getPrivateKeyInfo()));
                }
                if (object instanceof PrivateKeyInfo info) {
                    return Optional.of(converter.getPrivateKey(info));
                }
            }
            return Optional.empty();
        } catch (PEMException | IllegalArgumentException e) {
            throw new IOException("key cannot be read", e);
        }
    }

    static String write(String type, byte[] content) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String write(X509Certificate certificate) {
        try {
            return write("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    private static List<PemObject> objects(String pem, String type) throws IOException {
        List<PemObject> objects = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(pem))) {
            for (PemObject object = reader.readPemObject(); object != null; object = reader.readPemObject()) {
                if (object.getType().equals(type)) {
                    objects.add(object);
                }
            }
        } catch (RuntimeException e) {
            throw new IOException("text is not pem", e);
        }
        return objects;
    }
}
