package dev.gatehouse.ingress.trace;

/** What a caller says of its own trace: 32 hex digits, and the span in which it calls. Mentioned, never continued. */
public record CallersTrace(String traceId, long spanId) {}
