package dev.gatehouse.ingress.forward;

import dev.gatehouse.ingress.admission.Refusal;

/** What a route answers without its upstream. */
public sealed interface DirectAnswer {

    /** A head with one header of the route's, and no body. */
    record Head(int status, String header, String value) implements DirectAnswer {}

    /** The reason is for the operator, the refusal for the client. */
    record TurnedAway(Refusal refusal, String reason) implements DirectAnswer {}
}
