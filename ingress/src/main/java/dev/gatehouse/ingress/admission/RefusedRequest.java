package dev.gatehouse.ingress.admission;

/** A request that is not let in. The reason is for the event, never for the client. */
public record RefusedRequest(Refusal refusal, String reason) implements CanonResult {}
