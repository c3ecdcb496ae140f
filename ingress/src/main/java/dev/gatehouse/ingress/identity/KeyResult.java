package dev.gatehouse.ingress.identity;

/** What became of one key of a JWKS. */
sealed interface KeyResult permits TokenKey, KeyResult.RefusedKey {

    String reason();

    /** A key that no token may be checked with. */
    record RefusedKey(String reason) implements KeyResult {}
}
