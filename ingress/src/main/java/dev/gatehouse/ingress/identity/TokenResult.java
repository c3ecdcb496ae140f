package dev.gatehouse.ingress.identity;

import dev.gatehouse.policy.identity.Claims;

/** What became of an Authorization header. */
public sealed interface TokenResult {

    /** There is no token for us in it. */
    record NoToken() implements TokenResult {}

    /** A token of this issuer, by the name it has in the configuration, with what it says of its bearer. */
    record Token(String issuer, Claims claims) implements TokenResult {}

    /** A token that proves nothing. The reason is for the event, never for the client. */
    record RefusedToken(String reason) implements TokenResult {}
}
