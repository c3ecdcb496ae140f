package dev.gatehouse.ingress.identity;

import dev.gatehouse.ingress.trace.TraceId;
import dev.gatehouse.policy.trust.TrustLabel;

/** For whom a caller says to act, as we ourselves wrote it down a moment ago. */
public record OnBehalfOf(TraceId trace, String caller, TrustLabel label) {}
