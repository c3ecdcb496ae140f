package dev.gatehouse.ingress.exchange;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.policy.Attributes;
import dev.gatehouse.policy.identity.Claims;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** A request's headers and claims, as a rule asks for them. */
final class RequestAttributes implements Attributes {
    private final Claims claims;
    private final byte[] clientAddress;
    private HttpHeaders headers;

    RequestAttributes(RequestHead head, Claims claims) {
        this.claims = claims;
        headers = head.headers();
        clientAddress = head.clientAddress().getAddress();
    }

    /** Keeps the headers as they are now, for a decision that is explained after they have changed. */
    void freeze() {
        headers = headers.copy();
    }

    @Override
    public List<String> header(String lowerCaseName) {
        return headers.getAll(lowerCaseName);
    }

    @Override
    public List<String> claim(String name) {
        return claims.values(name);
    }

    @Override
    public byte[] clientAddress() {
        return clientAddress.clone();
    }
}
