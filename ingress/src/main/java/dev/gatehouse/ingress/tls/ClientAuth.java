package dev.gatehouse.ingress.tls;

/** Whether a listener asks its clients for certificates. What is shown must be valid in any case. */
public enum ClientAuth {
    NONE,
    OPTIONAL,
    REQUIRED
}
