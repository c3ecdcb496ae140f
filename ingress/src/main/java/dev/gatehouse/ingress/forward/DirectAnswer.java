package dev.gatehouse.ingress.forward;

import dev.gatehouse.ingress.admission.Refusal;

/** What a route answers without its upstream. */
sealed interface DirectAnswer {

    record Redirection(int status, String location) implements DirectAnswer {}

    /** The reason is for the operator, the refusal for the client. */
    record TurnedAway(Refusal refusal, String reason) implements DirectAnswer {}
}
