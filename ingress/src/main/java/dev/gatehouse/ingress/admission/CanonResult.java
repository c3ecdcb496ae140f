package dev.gatehouse.ingress.admission;

/** What became of a request as it was read from the wire. */
public sealed interface CanonResult permits CanonicalRequest, RefusedRequest {}
