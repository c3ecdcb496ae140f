package dev.gatehouse.ingress.identity;

/** What became of an issuer as an operator configured it. */
public sealed interface IssuerResult permits TokenIssuer, IssuerResult.RefusedIssuer {

    /** Why the issuer cannot be used, in one clause for the operator; empty text when it can. */
    String reason();

    /** Its keys or its audiences are not usable. */
    record RefusedIssuer(String reason) implements IssuerResult {}
}
