package dev.gatehouse.ingress.admission;

import io.netty.handler.codec.http.HttpHeaders;

/**
 * A request as the codec handed it over, before anything was believed.
 *
 * <p>On HTTP/2 the codec writes {@code :authority} as a Host header, beside one that the client sent.
 * {@code sni} is the name the client asked for in its TLS handshake, empty when there was none.
 */
public record RawRequest(
        String method, String target, Protocol protocol, HttpHeaders headers, String scheme, String sni) {

    /** The versions of HTTP that are spoken here. */
    public enum Protocol {
        HTTP_1_0,
        HTTP_1_1,
        HTTP_2
    }
}
