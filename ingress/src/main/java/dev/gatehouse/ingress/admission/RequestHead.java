package dev.gatehouse.ingress.admission;

import dev.gatehouse.policy.path.CanonicalPath;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;

/**
 * What routes and rules may look at: a request in its one canonical spelling.
 *
 * <p>{@code query} is what follows the question mark, empty when there is none. {@code host} is in lower
 * case and has no port. {@code draw} is one random number in [0, 1) for the whole request.
 */
public record RequestHead(
        String method,
        CanonicalPath path,
        String query,
        String host,
        int port,
        String scheme,
        HttpHeaders headers,
        InetAddress clientAddress,
        long atMillis,
        double draw) {

    /** The path and the query as the upstream shall see them. */
    public String uri() {
        return query.isEmpty() ? path.value() : path.value() + '?' + query;
    }

    /** The host, with the port unless it is the usual one of the scheme. */
    public String authority() {
        String shown = host.indexOf(':') >= 0 ? '[' + host + ']' : host;
        return port == Authority.defaultPort(scheme) ? shown : shown + ':' + port;
    }
}
