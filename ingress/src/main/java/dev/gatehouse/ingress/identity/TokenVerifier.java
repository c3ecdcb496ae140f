package dev.gatehouse.ingress.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.ingress.identity.TokenResult.NoToken;
import dev.gatehouse.ingress.identity.TokenResult.RefusedToken;
import dev.gatehouse.ingress.identity.TokenResult.Token;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads bearer tokens (JWT) of the issuers we believe.
 *
 * <p>The keys say how a signature is checked, never the token: {@code alg: none}, and a public key used as
 * a shared secret, find no key. A token that was found good is remembered by its hash, until it runs out at
 * the latest; one that was not is checked again each time. Without issuers every token is somebody else's
 * and passes by. Safe to share between threads.
 */
public final class TokenVerifier {
    private static final TokenResult NO_TOKEN = new NoToken();
    private static final String SCHEME = "bearer ";
    private static final int MAX_LENGTH = 8 * 1024;
    private static final int MAX_REMEMBERED = 10_000;
    private static final long LEEWAY_SECONDS = 60;
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final Map<String, TokenIssuer> issuers = new HashMap<>();
    private final Clock clock;
    private final Cache<TokenHash, Remembered> remembered = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .executor(Runnable::run)
            .build();

    /** Believes these issuers, each of which has a name of its own in its tokens. */
    public TokenVerifier(Collection<TokenIssuer> believed, Clock clock) {
        this.clock = clock;
        for (TokenIssuer issuer : believed) {
            if (issuers.put(issuer.issuer(), issuer) != null) {
                throw new IllegalArgumentException("two issuers call themselves " + issuer.issuer());
            }
        }
    }

    /** Reads the value of the one Authorization header, empty text when there is none. */
    public TokenResult verify(String authorization) {
        if (issuers.isEmpty() || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return NO_TOKEN;
        }
        String token = authorization.substring(SCHEME.length()).strip();
        if (token.length() > MAX_LENGTH) {
            return new RefusedToken("token is longer than " + MAX_LENGTH + " characters");
        }
        TokenHash hash = TokenHash.of(token);
        Remembered known = remembered.getIfPresent(hash);
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.until())) {
            return known.token();
        }
        return check(token, hash, now);
    }

    private TokenResult check(String text, TokenHash hash, Instant now) {
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            String refusal = refusalOf(jwt, claims, now);
            if (!refusal.isEmpty()) {
                return new RefusedToken(refusal);
            }
            TokenIssuer issuer = issuers.get(claims.getIssuer());
            if (issuer == null) {
                return new RefusedToken("issuer is not known");
            }
            Token token = new Token(issuer.name(), ClaimReader.read(claims));
            remembered.put(hash, new Remembered(token, runsOut(claims)));
            return token;
        } catch (ParseException | JOSEException | RuntimeException e) {
            // What a parser throws on hostile input is not ours to foresee; a failed check is a refusal.
            return new RefusedToken("token cannot be read");
        }
    }

    private String refusalOf(SignedJWT jwt, JWTClaimsSet claims, Instant now) throws JOSEException {
        JOSEObjectType type = jwt.getHeader().getType();
        if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
            return "token is of another type";
        }
        TokenIssuer issuer = claims.getIssuer() == null ? null : issuers.get(claims.getIssuer());
        if (issuer == null) {
            return "issuer is not known";
        }
        String keyId = jwt.getHeader().getKeyID() == null ? "" : jwt.getHeader().getKeyID();
        List<TokenKey> keys =
                issuer.keysFor(keyId, jwt.getHeader().getAlgorithm().getName());
        if (keys.size() != 1) {
            return keys.isEmpty() ? "no key for this token" : "token does not say which key it is signed with";
        }
        if (!jwt.verify(keys.get(0).verifier())) {
            return "signature is wrong";
        }
        if (!issuer.serves(claims.getAudience())) {
            return "token is for somebody else";
        }
        return refusalOfTimes(claims, now);
    }

    private static String refusalOfTimes(JWTClaimsSet claims, Instant now) {
        if (claims.getExpirationTime() == null) {
            return "token never expires";
        }
        if (!now.isBefore(runsOut(claims))) {
            return "token has expired";
        }
        boolean early = claims.getNotBeforeTime() != null
                && now.plusSeconds(LEEWAY_SECONDS)
                        .isBefore(claims.getNotBeforeTime().toInstant());
        return early ? "token is not valid yet" : "";
    }

    private static Instant runsOut(JWTClaimsSet claims) {
        return claims.getExpirationTime().toInstant().plusSeconds(LEEWAY_SECONDS);
    }

    private record Remembered(Token token, Instant until) {}
}
