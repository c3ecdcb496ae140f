package dev.gatehouse.ingress.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/** Checks Ed25519 signatures with the JDK; the library's own checker would need another library. */
final class Ed25519Check extends BaseJWSProvider implements JWSVerifier {
    // SubjectPublicKeyInfo of an Ed25519 key, up to the 32 bytes of the key itself (RFC 8410).
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int KEY_BYTES = 32;

    private final PublicKey key;

    Ed25519Check(OctetKeyPair pair) throws GeneralSecurityException {
        super(Set.of(JWSAlgorithm.EdDSA));
        byte[] point = pair.getX().decode();
        if (point.length != KEY_BYTES) {
            throw new IllegalArgumentException("an ed25519 key has 32 bytes");
        }
        byte[] encoded = new byte[PREFIX.length + KEY_BYTES];
        System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
        System.arraycopy(point, 0, encoded, PREFIX.length, KEY_BYTES);
        key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) throws JOSEException {
        if (header.getCriticalParams() != null) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(signingInput);
            return check.verify(signature.decode());
        } catch (GeneralSecurityException e) {
            throw new JOSEException("signature cannot be checked", e);
        }
    }
}
