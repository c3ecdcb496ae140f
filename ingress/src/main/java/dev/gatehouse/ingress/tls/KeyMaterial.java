package dev.gatehouse.ingress.tls;

import dev.gatehouse.policy.identity.SpiffeId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What we prove our own identity with: a certificate, those that vouch for it, and its private key.
 *
 * <p>The key fits the certificate, and the certificate was valid when it was loaded. The text form leaves
 * the key out.
 */
public final class KeyMaterial {
    private final List<X509Certificate> chain;
    private final PrivateKey key;
    private final Optional<SpiffeId> spiffeId;

    private KeyMaterial(List<X509Certificate> chain, PrivateKey key) {
        this.chain = List.copyOf(chain);
        this.key = key;
        this.spiffeId = SpiffeNames.of(chain.get(0)).id();
    }

    /** Reads the certificate, leaf first, and the key (PKCS#8, PKCS#1 or SEC1) from two PEM files. */
    public static TlsResult<KeyMaterial> load(Path certificate, Path key, Clock clock) {
        TlsResult<String> certificateText = Pem.read(certificate);
        TlsResult<String> keyText = Pem.read(key);
        if (!(certificateText instanceof TlsResult.Usable<String> certificatePem)) {
            return new TlsResult.Unusable<>("certificate " + certificateText.reason());
        }
        if (!(keyText instanceof TlsResult.Usable<String> keyPem)) {
            return new TlsResult.Unusable<>("key " + keyText.reason());
        }
        return fromPem(certificatePem.found(), keyPem.found(), clock);
    }

    public static TlsResult<KeyMaterial> fromPem(String certificatePem, String keyPem, Clock clock) {
        List<X509Certificate> chain;
        try {
            chain = Pem.certificates(certificatePem);
        } catch (GeneralSecurityException | IOException e) {
            return new TlsResult.Unusable<>("certificate is broken");
        }
        if (chain.isEmpty()) {
            return new TlsResult.Unusable<>("certificate file has no certificate in it");
        }
        try {
            Optional<PrivateKey> key = Pem.key(keyPem);
            if (key.isEmpty()) {
                return new TlsResult.Unusable<>("key file has no private key in it, or one with a password");
            }
            return check(chain, key.get(), clock);
        } catch (IOException e) {
            return new TlsResult.Unusable<>("key is broken");
        }
    }

    /** From parts that are known to fit. */
    static KeyMaterial of(List<X509Certificate> chain, PrivateKey key) {
        return new KeyMaterial(chain, key);
    }

    private static TlsResult<KeyMaterial> check(List<X509Certificate> chain, PrivateKey key, Clock clock) {
        X509Certificate leaf = chain.get(0);
        Instant now = clock.instant();
        Instant from = leaf.getNotBefore().toInstant();
        Instant until = leaf.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            return new TlsResult.Unusable<>("certificate expired on " + until);
        }
        if (now.isBefore(from)) {
            return new TlsResult.Unusable<>("certificate is not valid before " + from);
        }
        if (!KeyPairs.fit(leaf.getPublicKey(), key)) {
            return new TlsResult.Unusable<>("key does not match the certificate");
        }
        return new TlsResult.Usable<>(new KeyMaterial(chain, key));
    }

    /** The certificates, the leaf first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    public X509Certificate leaf() {
        return chain.get(0);
    }

    PrivateKey key() {
        return key;
    }

    /** The SPIFFE ID that the leaf states; empty when it states none. */
    public Optional<SpiffeId> spiffeId() {
        return spiffeId;
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + leaf().getSubjectX500Principal() + "]";
    }
}
