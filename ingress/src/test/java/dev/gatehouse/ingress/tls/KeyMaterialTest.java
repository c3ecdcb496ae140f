package dev.gatehouse.ingress.tls;

import static dev.gatehouse.ingress.tls.Houses.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyMaterialTest {
    private static final Issued WEB = ACME.issue(LeafSpec.of("spiffe://acme.example/web"));

    @TempDir
    Path folder;

    @Test
    void aCertificateAndItsKeyAreRead() throws IOException {
        Path certificate = Files.writeString(folder.resolve("web.pem"), WEB.certificatePem());
        Path key = Files.writeString(folder.resolve("web.key"), WEB.keyPem());

        KeyMaterial material =
                KeyMaterial.load(certificate, key, Houses.CLOCK).value().orElseThrow();

        assertThat(material.leaf()).isEqualTo(WEB.certificate());
        assertThat(material.spiffeId()).contains(Houses.id("spiffe://acme.example/web"));
        assertThat(material.toString()).doesNotContain("PRIVATE");
    }

    @Test
    void theOlderFormOfAKeyIsReadToo() throws IOException {
        // As openssl writes it: the JDK's own encoding names the curve outside of the inner structure.
        ECPrivateKey sec1 = new ECPrivateKey(
                256, ((java.security.interfaces.ECPrivateKey) WEB.key()).getS(), SECObjectIdentifiers.secp256r1);
        String pem = Pem.write("EC PRIVATE KEY", sec1.getEncoded());

        assertThat(KeyMaterial.fromPem(WEB.certificatePem(), pem, Houses.CLOCK).reason())
                .isEmpty();
    }

    @Test
    void anRsaKeyIsReadInBothItsForms() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        StringWriter pkcs1 = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pkcs1)) {
            writer.writeObject(key);
        }

        assertThat(pkcs1.toString()).contains("BEGIN RSA PRIVATE KEY");
        assertThat(Pem.key(pkcs1.toString())).contains(key);
        assertThat(Pem.key(Pem.write("PRIVATE KEY", key.getEncoded()))).contains(key);
    }

    @Test
    void anotherKeyDoesNotFit() {
        Issued other = ACME.issue(LeafSpec.of("spiffe://acme.example/web"));

        assertThat(reason(WEB.certificatePem(), other.keyPem())).isEqualTo("key does not match the certificate");
    }

    @Test
    void aCertificateOutOfItsTimeIsNotTaken() {
        Clock later = Clock.offset(Houses.CLOCK, Duration.ofDays(3));
        Clock earlier = Clock.offset(Houses.CLOCK, Duration.ofDays(-3));

        assertThat(KeyMaterial.fromPem(WEB.certificatePem(), WEB.keyPem(), later)
                        .reason())
                .startsWith("certificate expired on 20");
        assertThat(KeyMaterial.fromPem(WEB.certificatePem(), WEB.keyPem(), earlier)
                        .reason())
                .startsWith("certificate is not valid before 20");
    }

    @Test
    void whatIsMissingOrBrokenIsNamed() throws IOException {
        Path key = Files.writeString(folder.resolve("web.key"), WEB.keyPem());
        Path absent = folder.resolve("absent.pem");

        assertThat(KeyMaterial.load(absent, key, Houses.CLOCK).reason())
                .isEqualTo("certificate `" + absent + "` does not exist");
        assertThat(reason("", WEB.keyPem())).contains("has no certificate in it");
        assertThat(reason(WEB.keyPem(), WEB.keyPem())).contains("has no certificate in it");
        assertThat(reason(WEB.certificatePem(), WEB.certificatePem())).contains("has no private key in it");
        assertThat(reason("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", WEB.keyPem()))
                .isEqualTo("certificate is broken");
        assertThat(reason(WEB.certificatePem(), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"))
                .isEqualTo("key is broken");
    }

    @Test
    void aKeyWithAPasswordIsNotTaken() throws IOException, GeneralSecurityException {
        String algorithm = "PBEWithMD5AndDES";
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec("secret".toCharArray())));
        EncryptedPrivateKeyInfo locked = new EncryptedPrivateKeyInfo(
                cipher.getParameters(), cipher.doFinal(WEB.key().getEncoded()));

        assertThat(reason(WEB.certificatePem(), Pem.write("ENCRYPTED PRIVATE KEY", locked.getEncoded())))
                .contains("or one with a password");
    }

    @Test
    void rootsMustBeAuthorities() {
        assertThat(TrustBundle.fromPem(ACME.domain(), WEB.certificatePem(), Optional.empty())
                        .reason())
                .isEqualTo("roots file has a certificate that is not a ca");
        assertThat(TrustBundle.fromPem(ACME.domain(), "", Optional.empty()).reason())
                .contains("no certificate in it");
        assertThat(TrustBundle.fromPem(ACME.domain(), ACME.rootPem(), Optional.of(""))
                        .reason())
                .contains("no revocation list in it");
        assertThat(TrustBundle.load(ACME.domain(), folder.resolve("no"), Optional.empty())
                        .reason())
                .endsWith("does not exist");
    }

    private static String reason(String certificatePem, String keyPem) {
        return KeyMaterial.fromPem(certificatePem, keyPem, Houses.CLOCK).reason();
    }
}
