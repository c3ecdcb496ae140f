package dev.gatehouse.ingress.listener;

import dev.gatehouse.ingress.admission.Refusal;

/** Tells the handlers behind the door that the rest of their request will not come. */
final class InterruptedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InterruptedRequestException(Refusal refusal) {
        // No stack trace: it says nothing of the request, and it would be made for every large upload.
        super("the request was cut off at the door: " + refusal.code(), null, false, false);
    }
}
