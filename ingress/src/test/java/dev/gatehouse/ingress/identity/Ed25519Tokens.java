package dev.gatehouse.ingress.identity;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/** A pair of Ed25519 keys and the tokens that it signs, made with the JDK alone. */
final class Ed25519Tokens {
    private final KeyPair keys;

    Ed25519Tokens() throws GeneralSecurityException {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    String jwks() {
        byte[] encoded = keys.getPublic().getEncoded();
        Base64URL point = Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        return "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"ed\",\"x\":\"" + point + "\"}]}";
    }

    String sign(JWTClaimsSet claims) throws GeneralSecurityException {
        String input = encode("{\"alg\":\"EdDSA\",\"kid\":\"ed\"}") + "." + encode(claims.toString());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signature.sign());
    }

    private static String encode(String text) {
        return Base64URL.encode(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
