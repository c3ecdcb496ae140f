package dev.gatehouse.ingress.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A certificate and its key, as the {@link DevelopmentCa} handed them out. */
public record Issued(List<X509Certificate> chain, PrivateKey key) {

    public Issued {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The certificate and those between it and the root, in PEM. */
    public String certificatePem() {
        StringBuilder pem = new StringBuilder();
        chain.forEach(certificate -> pem.append(Pem.write(certificate)));
        return pem.toString();
    }

    /** The key in PEM (PKCS#8). */
    public String keyPem() {
        return Pem.write("PRIVATE KEY", key.getEncoded());
    }

    /** As it is loaded from files, without a look at the certificate's dates. */
    public KeyMaterial keyMaterial() {
        return KeyMaterial.of(chain, key);
    }

    @Override
    public String toString() {
        return "Issued[" + certificate().getSubjectX500Principal() + "]";
    }
}
