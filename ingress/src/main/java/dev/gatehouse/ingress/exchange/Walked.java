package dev.gatehouse.ingress.exchange;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.route.Route;

/** Where a walk ended: at the door, with a refusal, or at a route. */
public sealed interface Walked {

    /** The request goes no further. The reason is for the operator, the refusal for the client. */
    record Refused(Refusal refusal, String reason) implements Walked {}

    /** The request may go on, rewritten as the route's backend shall see it. */
    record Forward(Route route) implements Walked {}
}
