package dev.gatehouse.ingress.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Tokens for tests, good ones and bad ones, of the issuer "sso" for the audience "shop". */
final class Tokens {
    static final String ISSUER = "https://sso.acme.example";

    private Tokens() {}

    static TokenVerifier verifier(Clock clock, JWK... keys) {
        return new TokenVerifier(List.of(issuer(jwks(keys))), clock);
    }

    static TokenIssuer issuer(String jwks) {
        return (TokenIssuer) TokenIssuer.from("sso", ISSUER, jwks, List.of("shop"));
    }

    static RSAKey rsa(String id, JWSAlgorithm algorithm) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).algorithm(algorithm).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static String jwks(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(true);
    }

    static JWTClaimsSet.Builder claims(Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("jane")
                .audience("shop")
                .expirationTime(Date.from(now.plusSeconds(300)));
    }

    /** A good token, signed with the key by the algorithm. */
    static Function<Instant, String> of(JWK key, JWSAlgorithm algorithm) {
        return now -> sign(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
                key,
                claims(now).build());
    }

    static String signed(JWK key, JWTClaimsSet claims) {
        return sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), key, claims);
    }

    static String signedWithoutKeyId(JWK key, JWTClaimsSet claims) {
        return sign(new JWSHeader(JWSAlgorithm.RS256), key, claims);
    }

    static String typed(JWK key, String type, Instant now) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType(type))
                .build();
        return sign(header, key, claims(now).build());
    }

    static String critical(JWK key, Instant now) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .criticalParams(Set.of("must"))
                .customParam("must", true)
                .build();
        return sign(header, key, claims(now).build());
    }

    static String hmac(byte[] secret, String keyId, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId).build(), claims);
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }

    private static String sign(JWSHeader header, JWK key, JWTClaimsSet claims) {
        try {
            JWSSigner signer = key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
