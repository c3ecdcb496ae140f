package dev.gatehouse.policy.ruleset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The token that proves an identity: the issuer's name, and the claims it must carry. */
public record JwtSource(String issuer, Map<String, String> claims) {

    public JwtSource {
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }
}
