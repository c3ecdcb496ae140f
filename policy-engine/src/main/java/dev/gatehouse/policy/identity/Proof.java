package dev.gatehouse.policy.identity;

import java.util.Map;

/** How somebody shows that they are who they say. */
public sealed interface Proof {

    /** Needs no proof: whoever showed nothing, or nothing that we know. */
    record Anonymous() implements Proof {}

    /** A certificate that carries exactly this ID. */
    record Spiffe(SpiffeId id) implements Proof {}

    /**
     * A token of this issuer (by the name it has in the configuration) with all of these claims. A claim that
     * is an array satisfies when it contains the value.
     */
    record Jwt(String issuer, Map<String, String> claims) implements Proof {
        public Jwt {
            claims = Map.copyOf(claims);
        }

        boolean isGivenBy(String tokenIssuer, Claims token) {
            return issuer.equals(tokenIssuer)
                    && claims.entrySet().stream()
                            .allMatch(claim -> token.values(claim.getKey()).contains(claim.getValue()));
        }
    }
}
