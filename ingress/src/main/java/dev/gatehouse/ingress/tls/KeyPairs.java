package dev.gatehouse.ingress.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whether two keys belong together, found by signing with the one and checking with the other. */
final class KeyPairs {
    private static final byte[] PROBE = "does this key fit".getBytes(StandardCharsets.US_ASCII);

    private KeyPairs() {}

    static boolean fit(PublicKey publicKey, PrivateKey privateKey) {
        if (!algorithm(publicKey.getAlgorithm()).equals(algorithm(privateKey.getAlgorithm()))) {
            return false;
        }
        try {
            String name = algorithm(publicKey.getAlgorithm());
            Signature signature = Signature.getInstance(name);
            signature.initSign(privateKey);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    // The JDK calls a curve's key "EC", "ECDSA" or by the curve, depending on who made it.
    private static String algorithm(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "EC", "ECDSA" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            case "RSASSA-PSS" -> "RSASSA-PSS";
            case "EdDSA", "Ed25519" -> "Ed25519";
            default -> keyAlgorithm;
        };
    }
}
