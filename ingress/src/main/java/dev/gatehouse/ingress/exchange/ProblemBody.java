package dev.gatehouse.ingress.exchange;

import dev.gatehouse.ingress.admission.Refusal;
import dev.gatehouse.ingress.trace.TraceId;

/** Renders the body of a refusal, an {@code application/problem+json} document for a stranger's eyes. */
public interface ProblemBody {

    byte[] render(Refusal refusal, TraceId traceId);
}
