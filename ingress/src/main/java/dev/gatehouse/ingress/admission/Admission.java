package dev.gatehouse.ingress.admission;

/** Whether a request found a place. */
public sealed interface Admission {

    /** It counts as in flight until {@link AdmissionLimits#leave} is called, once. */
    record Entered() implements Admission {}

    /** It is turned away, and may come back after this many seconds. */
    record TurnedAway(Refusal refusal, int retryAfterSeconds) implements Admission {}
}
