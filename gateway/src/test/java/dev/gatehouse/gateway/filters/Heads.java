package dev.gatehouse.gateway.filters;

import dev.gatehouse.ingress.admission.RequestHead;
import dev.gatehouse.policy.path.CanonicalPath;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Request heads for tests. */
final class Heads {
    private Heads() {}

    static RequestHead get(String path) {
        return of("GET", path, "", "shop.example.com", new DefaultHttpHeaders(), "192.0.2.7", 0, 0.5);
    }

    static RequestHead of(
            String method,
            String path,
            String query,
            String host,
            HttpHeaders headers,
            String client,
            long atMillis,
            double draw) {
        try {
            return new RequestHead(
                    method,
                    CanonicalPath.from(path).path().orElseThrow(),
                    query,
                    host,
                    443,
                    "https",
                    headers,
                    InetAddress.getByName(client),
                    atMillis,
                    draw);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
