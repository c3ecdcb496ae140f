package dev.gatehouse.ingress.admission;

import dev.gatehouse.ingress.admission.RawRequest.Protocol;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;

/** Requests for tests: one that is in order, and the same with something changed. */
record Requests(String method, String target, Protocol protocol, HttpHeaders headers, String scheme, String sni) {
    private static final RequestCanon STRICT = new RequestCanon(true);

    static Requests get(String target) {
        return new Requests("GET", target, Protocol.HTTP_1_1, unchecked().add("Host", "shop.example"), "https", "");
    }

    /** Headers that take anything, as if every check of the codec were missing. */
    static HttpHeaders unchecked() {
        return DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    }

    Requests with(String name, String value) {
        headers.add(name, value);
        return this;
    }

    Requests without(String name) {
        headers.remove(name);
        return this;
    }

    Requests method(String other) {
        return new Requests(other, target, protocol, headers, scheme, sni);
    }

    Requests over(Protocol other) {
        return new Requests(method, target, other, headers, scheme, sni);
    }

    Requests sni(String name) {
        return new Requests(method, target, protocol, headers, scheme, name);
    }

    Requests host(String host) {
        return without("Host").with("Host", host);
    }

    CanonResult read() {
        return STRICT.read(raw());
    }

    RawRequest raw() {
        return new RawRequest(method, target, protocol, headers, scheme, sni);
    }

    /** "ok", or the code of the refusal. */
    String outcome() {
        return read() instanceof RefusedRequest refused ? refused.refusal().code() : "ok";
    }
}
