package dev.gatehouse.ingress.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Somebody whose tokens we believe: their name for us, their name in tokens, their keys, our audiences. */
public final class TokenIssuer implements IssuerResult {
    private final String name;
    private final String issuer;
    private final List<TokenKey> keys;
    private final Set<String> audiences;

    private TokenIssuer(String name, String issuer, List<TokenKey> keys, List<String> audiences) {
        this.name = name;
        this.issuer = issuer;
        this.keys = List.copyOf(keys);
        this.audiences = Set.copyOf(audiences);
    }

    /** Reads the keys from the content of a JWKS file; each key is good for one algorithm only. */
    public static IssuerResult from(String name, String issuer, String jwks, List<String> audiences) {
        if (issuer.isEmpty()) {
            return new RefusedIssuer("issuer is empty");
        }
        if (audiences.isEmpty()) {
            return new RefusedIssuer("at least one audience must be named");
        }
        JWKSet set;
        try {
            set = JWKSet.parse(jwks);
        } catch (ParseException e) {
            return new RefusedIssuer("jwks cannot be read");
        }
        List<TokenKey> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JWK jwk : set.getKeys()) {
            KeyResult key = TokenKey.from(jwk);
            if (!(key instanceof TokenKey usable)) {
                return new RefusedIssuer(key.reason());
            }
            if (!usable.id().isEmpty() && !ids.add(usable.id())) {
                return new RefusedIssuer("jwks has two keys with the id `" + usable.id() + "`");
            }
            keys.add(usable);
        }
        return keys.isEmpty()
                ? new RefusedIssuer("jwks has no key in it")
                : new TokenIssuer(name, issuer, keys, audiences);
    }

    public String name() {
        return name;
    }

    String issuer() {
        return issuer;
    }

    /** The keys that a token with this key id (may be empty) and algorithm can be signed with. */
    List<TokenKey> keysFor(String keyId, String algorithm) {
        return keys.stream()
                .filter(key -> key.algorithm().getName().equals(algorithm))
                .filter(key -> keyId.isEmpty() || key.id().isEmpty() || key.id().equals(keyId))
                .filter(key -> keyId.isEmpty() || !key.id().isEmpty() || keys.size() == 1)
                .toList();
    }

    boolean serves(List<String> tokenAudiences) {
        return tokenAudiences.stream().anyMatch(audiences::contains);
    }

    @Override
    public String reason() {
        return "";
    }
}
