package dev.gatehouse.ingress.identity;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;

/**
 * One public key of an issuer and the one algorithm it is good for.
 *
 * <p>The algorithm is settled when the key is loaded, from its {@code alg} or its kind, so that a token can
 * never choose how it is checked.
 */
final class TokenKey implements KeyResult {
    private static final int MIN_RSA_BITS = 2048;
    private static final Set<JWSAlgorithm> RSA = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512);

    private final String id;
    private final JWSAlgorithm algorithm;
    private final JWSVerifier verifier;

    private TokenKey(String id, JWSAlgorithm algorithm, JWSVerifier verifier) {
        this.id = id;
        this.algorithm = algorithm;
        this.verifier = verifier;
    }

    static KeyResult from(JWK jwk) {
        String id = jwk.getKeyID() == null ? "" : jwk.getKeyID();
        String shown = "key `" + id + "` of the jwks ";
        if (jwk.isPrivate()) {
            return new RefusedKey(shown + "is secret, only public keys belong here");
        }
        if (jwk.getKeyUse() != null && !jwk.getKeyUse().equals(KeyUse.SIGNATURE)) {
            return new RefusedKey(shown + "is not for signatures");
        }
        Optional<JWSAlgorithm> algorithm = algorithmOf(jwk);
        if (algorithm.isEmpty()) {
            return new RefusedKey(shown + "is for no algorithm that is taken here");
        }
        try {
            return new TokenKey(id, algorithm.get(), verifierOf(jwk));
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            return new RefusedKey(shown + "is broken");
        }
    }

    private static Optional<JWSAlgorithm> algorithmOf(JWK jwk) {
        Algorithm stated = jwk.getAlgorithm();
        if (jwk instanceof RSAKey rsa) {
            JWSAlgorithm wanted = stated == null ? JWSAlgorithm.RS256 : JWSAlgorithm.parse(stated.getName());
            return RSA.contains(wanted) && rsa.size() >= MIN_RSA_BITS ? Optional.of(wanted) : Optional.empty();
        }
        Optional<JWSAlgorithm> byKind = Optional.empty();
        if (jwk instanceof ECKey ec) {
            byKind = byCurve(ec.getCurve());
        } else if (jwk instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)) {
            byKind = Optional.of(JWSAlgorithm.EdDSA);
        }
        return byKind.filter(kind -> stated == null || stated.getName().equals(kind.getName()));
    }

    private static Optional<JWSAlgorithm> byCurve(Curve curve) {
        if (curve.equals(Curve.P_256)) {
            return Optional.of(JWSAlgorithm.ES256);
        }
        if (curve.equals(Curve.P_384)) {
            return Optional.of(JWSAlgorithm.ES384);
        }
        return curve.equals(Curve.P_521) ? Optional.of(JWSAlgorithm.ES512) : Optional.empty();
    }

    private static JWSVerifier verifierOf(JWK jwk) throws JOSEException, GeneralSecurityException {
        if (jwk instanceof RSAKey rsa) {
            return new RSASSAVerifier(rsa);
        }
        return jwk instanceof ECKey ec ? new ECDSAVerifier(ec) : new Ed25519Check(jwk.toOctetKeyPair());
    }

    /** The key's id, empty when it has none. */
    String id() {
        return id;
    }

    JWSAlgorithm algorithm() {
        return algorithm;
    }

    JWSVerifier verifier() {
        return verifier;
    }

    @Override
    public String reason() {
        return "";
    }
}
