package dev.gatehouse.ingress.admission;

import dev.gatehouse.policy.path.CanonicalPath;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;

/** The request line and the authority of a request that can be read in one way only. */
public record CanonicalRequest(String method, CanonicalPath path, String query, String host, int port, String scheme)
        implements CanonResult {

    public RequestHead head(HttpHeaders headers, InetAddress clientAddress, long atMillis, double draw) {
        return new RequestHead(method, path, query, host, port, scheme, headers, clientAddress, atMillis, draw);
    }
}
