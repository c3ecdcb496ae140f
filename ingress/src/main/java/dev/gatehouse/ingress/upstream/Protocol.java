package dev.gatehouse.ingress.upstream;

/** What a backend is spoken to in. It is known beforehand: nothing is tried out, and nothing falls back. */
public enum Protocol {
    HTTP_1_1,
    /** By ALPN over TLS, else with prior knowledge (RFC 9113, 3.3); it carries gRPC, and no WebSocket. */
    HTTP_2
}
