package dev.gatehouse.ingress.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.ingress.identity.TokenResult.NoToken;
import dev.gatehouse.ingress.identity.TokenResult.RefusedToken;
import dev.gatehouse.ingress.identity.TokenResult.Token;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
    private static final RSAKey RSA = Tokens.rsa("rsa", JWSAlgorithm.RS256);
    private static final RSAKey PSS = Tokens.rsa("pss", JWSAlgorithm.PS256);
    private static final ECKey EC = Tokens.ec("ec");

    private final SettableClock clock = new SettableClock();
    private final TokenVerifier verifier = Tokens.verifier(clock, RSA, PSS, EC);

    @Test
    void everyKindOfKeyIsGoodForItsOwnAlgorithm() {
        assertThat(verify(Tokens.of(RSA, JWSAlgorithm.RS256))).isInstanceOf(Token.class);
        assertThat(verify(Tokens.of(PSS, JWSAlgorithm.PS256))).isInstanceOf(Token.class);
        assertThat(verify(Tokens.of(EC, JWSAlgorithm.ES256))).isInstanceOf(Token.class);
    }

    @Test
    void anEd25519KeyIsTaken() throws Exception {
        Ed25519Tokens ed = new Ed25519Tokens();
        TokenVerifier taking = new TokenVerifier(List.of(Tokens.issuer(ed.jwks())), clock);
        String token = ed.sign(Tokens.claims(clock.instant()).build());

        assertThat(taking.verify("Bearer " + token)).isInstanceOf(Token.class);
        assertThat(taking.verify("Bearer " + token.substring(0, token.length() - 8) + "AAAAAAAA"))
                .isEqualTo(new RefusedToken("signature is wrong"));
    }

    @Test
    void aKeyIsNotGoodForAnotherAlgorithmOfItsKind() {
        assertThat(verify(Tokens.of(RSA, JWSAlgorithm.PS256))).isEqualTo(new RefusedToken("no key for this token"));
        assertThat(verify(Tokens.of(PSS, JWSAlgorithm.RS256))).isEqualTo(new RefusedToken("no key for this token"));
        assertThat(verify(Tokens.of(RSA, JWSAlgorithm.RS512))).isEqualTo(new RefusedToken("no key for this token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void anUnsignedTokenIsRefused(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}";
        String payload = Tokens.claims(clock.instant()).build().toString();

        for (String signature : new String[] {"", "AAAA"}) {
            assertThat(verifier.verify("Bearer " + encode(header) + "." + encode(payload) + "." + signature))
                    .isInstanceOf(RefusedToken.class);
        }
    }

    @Test
    void aPublicKeyIsNoSharedSecret() throws JOSEException {
        byte[] secret = RSA.toRSAPublicKey().getEncoded();
        String token = Tokens.hmac(secret, "rsa", Tokens.claims(clock.instant()).build());

        assertThat(verifier.verify("Bearer " + token)).isEqualTo(new RefusedToken("no key for this token"));
    }

    @Test
    void aForeignKeyWithOurIdIsRefused() {
        assertThat(verify(Tokens.of(Tokens.rsa("rsa", JWSAlgorithm.RS256), JWSAlgorithm.RS256)))
                .isEqualTo(new RefusedToken("signature is wrong"));
    }

    @Test
    void anUnknownKeyIdIsRefused() {
        assertThat(verify(Tokens.of(Tokens.rsa("other", JWSAlgorithm.RS256), JWSAlgorithm.RS256)))
                .isEqualTo(new RefusedToken("no key for this token"));
    }

    @Test
    void withoutAKeyIdOneKeyMustFit() {
        RSAKey second = Tokens.rsa("second", JWSAlgorithm.RS256);
        TokenVerifier two = Tokens.verifier(clock, RSA, second);
        String anonymous =
                Tokens.signedWithoutKeyId(RSA, Tokens.claims(clock.instant()).build());

        assertThat(verifier.verify("Bearer " + anonymous)).isInstanceOf(Token.class);
        assertThat(two.verify("Bearer " + anonymous))
                .isEqualTo(new RefusedToken("token does not say which key it is signed with"));
    }

    @Test
    void timesCountWithAMinuteOfLeeway() {
        Instant now = clock.instant();
        String token = Tokens.signed(
                RSA,
                Tokens.claims(now)
                        .expirationTime(Date.from(now.plusSeconds(10)))
                        .notBeforeTime(Date.from(now.minusSeconds(10)))
                        .build());

        clock.set(now.minusSeconds(71));
        assertThat(verifier.verify("Bearer " + token)).isEqualTo(new RefusedToken("token is not valid yet"));
        clock.set(now.minusSeconds(70));
        assertThat(verifier.verify("Bearer " + token)).isInstanceOf(Token.class);
        clock.set(now.plusSeconds(69));
        assertThat(verifier.verify("Bearer " + token)).isInstanceOf(Token.class);
        clock.set(now.plusSeconds(70));
        assertThat(verifier.verify("Bearer " + token)).isEqualTo(new RefusedToken("token has expired"));
    }

    @Test
    void aTokenThatNeverExpiresIsRefused() {
        assertThat(refusal(Tokens.claims(clock.instant()).expirationTime(null).build()))
                .isEqualTo("token never expires");
    }

    @Test
    void theAudienceMayBeATextOrAList() {
        assertThat(accepts(Tokens.claims(clock.instant()).audience("shop").build()))
                .isTrue();
        assertThat(accepts(Tokens.claims(clock.instant())
                        .audience(List.of("other", "shop"))
                        .build()))
                .isTrue();
        for (Object audience : new Object[] {"other", "shop ", "Shop", List.of(), List.of("a", "b"), "shop,other"}) {
            assertThat(refusal(Tokens.claims(clock.instant())
                            .claim("aud", audience)
                            .build()))
                    .as("%s", audience)
                    .isEqualTo("token is for somebody else");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "https://sso.acme.example/", "https://SSO.acme.example", "sso", ""})
    void anotherIssuerIsRefused(String issuer) {
        assertThat(refusal(Tokens.claims(clock.instant()).issuer(issuer).build()))
                .isEqualTo("issuer is not known");
    }

    @Test
    void claimsAreKnownByTheirWholeNames() {
        Token token = (Token) verifier.verify("Bearer "
                + Tokens.signed(
                        RSA,
                        Tokens.claims(clock.instant())
                                .claim("a.b", "dotted")
                                .claim("a", Map.of("b", "nested"))
                                .claim("groups", List.of("staff", "admins"))
                                .claim("scope", "read write")
                                .claim("tenant", "x y")
                                .claim("tier", 7)
                                .claim("beta", true)
                                .build()));

        assertThat(token.issuer()).isEqualTo("sso");
        assertThat(token.claims().values("a.b")).containsExactly("dotted");
        assertThat(token.claims().values("a")).isEmpty();
        assertThat(token.claims().values("groups")).containsExactly("staff", "admins");
        assertThat(token.claims().values("scope")).containsExactly("read", "write");
        assertThat(token.claims().values("tenant")).containsExactly("x y");
        assertThat(token.claims().values("tier")).containsExactly("7");
        assertThat(token.claims().values("beta")).containsExactly("true");
        assertThat(token.claims().values("absent")).isEmpty();
    }

    @Test
    void whatIsNoBearerTokenIsSomebodyElses() {
        for (String header : new String[] {"", "Basic YTpi", "Bearer", "Digest x", "bearertoken"}) {
            assertThat(verifier.verify(header)).as(header).isEqualTo(new NoToken());
        }
        assertThat(new TokenVerifier(List.of(), clock).verify("Bearer x")).isEqualTo(new NoToken());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "x",
                "a.b",
                "a.b.c",
                "a.b.c.d.e",
                "....",
                "{}",
                "e30.e30.e30",
                "\u0000",
                "a.b.c, Bearer d.e.f"
            })
    void whatCannotBeReadIsRefused(String token) {
        assertThat(verifier.verify("Bearer " + token)).isInstanceOf(RefusedToken.class);
    }

    @Test
    void theSchemeMayBeInAnyCase() {
        assertThat(verifier.verify(
                        "bEARER " + Tokens.of(RSA, JWSAlgorithm.RS256).apply(clock.instant())))
                .isInstanceOf(Token.class);
    }

    @Test
    void aTokenOfHugeLengthIsNotRead() {
        assertThat(verifier.verify("Bearer " + "a".repeat(9_000)))
                .isEqualTo(new RefusedToken("token is longer than 8192 characters"));
    }

    @Test
    void aTokenForAnotherUseIsRefused() {
        assertThat(verifier.verify("Bearer " + Tokens.typed(RSA, "logout+jwt", clock.instant())))
                .isEqualTo(new RefusedToken("token is of another type"));
        assertThat(verifier.verify("Bearer " + Tokens.typed(RSA, "at+jwt", clock.instant())))
                .isInstanceOf(Token.class);
    }

    @Test
    void aHeaderThatMustBeUnderstoodAndIsNotIsRefused() {
        assertThat(verifier.verify("Bearer " + Tokens.critical(RSA, clock.instant())))
                .isInstanceOf(RefusedToken.class);
    }

    private TokenResult verify(java.util.function.Function<Instant, String> token) {
        return verifier.verify("Bearer " + token.apply(clock.instant()));
    }

    private boolean accepts(com.nimbusds.jwt.JWTClaimsSet claims) {
        return verifier.verify("Bearer " + Tokens.signed(RSA, claims)) instanceof Token;
    }

    private String refusal(com.nimbusds.jwt.JWTClaimsSet claims) {
        TokenResult result = verifier.verify("Bearer " + Tokens.signed(RSA, claims));
        return result instanceof RefusedToken refused ? refused.reason() : "";
    }

    private static String encode(String text) {
        return Base64URL.encode(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
